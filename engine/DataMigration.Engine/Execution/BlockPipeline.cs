using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using DataMigration.Checkpoints;
using DataMigration.Connectors;
using DataMigration.Planning;
using DataMigration.Scripting;

namespace DataMigration.Execution;

/// <summary>
/// Reader → workers → source order. At most a fixed number of blocks is in flight, so memory does not depend on the input's size: the reader takes a
/// permit a block, and it comes back when the consumer is done with the block.
/// </summary>
internal sealed class BlockPipeline : IAsyncDisposable
{
    /// <summary>How many blocks may be in flight for each thread, the reader among them. With two of them workers wait for the receiver to come back, with more the blocks do not stay in a core's cache.</summary>
    private const int InFlight = 3;

    private readonly ExecutionPlan _plan;
    private readonly StageClock _clock;
    private readonly ReadPosition? _from;
    private readonly SemaphoreSlim _permits;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<WorkUnit> _work = Channel.CreateUnbounded<WorkUnit>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Channel<Outcome> _done = Channel.CreateUnbounded<Outcome>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<long, Outcome> _early = [];
    private readonly List<Task> _tasks = [];
    private Exception? _readFailure;
    private int _running;
    private long _sequence;

    /// <param name="from">Where an earlier attempt stopped reading, its source told so, or null.</param>
    public BlockPipeline(ExecutionPlan plan, int workers, StageClock clock, CancellationToken cancellationToken, ReadPosition? from = null)
    {
        _plan = plan;
        _from = from;
        _clock = clock;
        _permits = new SemaphoreSlim((workers + 1) * InFlight);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = workers;
        _tasks.Add(Task.Run(ReadAsync, CancellationToken.None));
        for (int i = 0; i < workers; i++) _tasks.Add(StartWorker(i));
    }

    /// <summary>
    /// The blocks in source order, and a failure at its place in it: what came before it has its effect, however the threads raced. Each block is the receiver's until it calls <see cref="Release"/> or <see cref="HandedOver"/>.
    /// </summary>
    public async IAsyncEnumerable<ProcessedBlock> InOrderAsync()
    {
        long next = 0;
        await foreach (var outcome in _done.Reader.ReadAllAsync(_stop.Token))
        {
            _early.Add(outcome.Sequence, outcome);
            while (_early.Remove(next, out var ready))
            {
                next++;
                if (ready.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
                yield return ready.Block!;
            }
        }
    }

    /// <summary>The block at hand is the receiver's for good: the reader goes on.</summary>
    public void HandedOver() => _permits.Release();

    /// <summary>Gives a block's buffers back and lets the reader go on.</summary>
    public void Release(ProcessedBlock block)
    {
        block.Dispose();
        HandedOver();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // Their own errors have been handed on through the channel; here they only have to be over.
        await Task.WhenAll(_tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_work.Reader.TryRead(out var unit)) unit.Discard();
        while (_done.Reader.TryRead(out var outcome)) outcome.Block?.Dispose();
        foreach (var outcome in _early.Values) outcome.Block?.Dispose();
        _stop.Dispose();
        _permits.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            for (int input = _from?.Input ?? 0; input < _plan.Inputs.Count; input++) await ReadAsync(input, _plan.Inputs[input].Source);
        }
        catch (Exception e)
        {
            _readFailure = e;
        }
        _work.Writer.Complete();
    }

    private async Task ReadAsync(int input, ISource source)
    {
        if (source is not ISplitsIntoBlocks { CanSplit: true } splits)
        {
            await foreach (var batch in source.ReadAsync(_stop.Token)) await HandOnAsync(new WorkUnit(_sequence++, input, null, batch, null, batch.Cursor));
            return;
        }
        // Offsets start again with every file.
        long files = 0, end = 0;
        string? file = null;
        await foreach (var block in splits.SplitAsync(_stop.Token))
        {
            if (file is null && _from?.Input == input) files = (_from.Bytes ?? 0) - block.ByteOffset;
            if (file is not null && block.File != file) files += end;
            file = block.File;
            end = block.ByteOffset + block.Heap.Used;
            // What a database sends lies at no place.
            await HandOnAsync(new WorkUnit(_sequence++, input, block, null, file is null ? null : files + end, block.Cursor));
        }
    }

    private async Task HandOnAsync(WorkUnit unit)
    {
        try
        {
            await _permits.WaitAsync(_stop.Token);
        }
        catch
        {
            unit.Discard();
            throw;
        }
        _work.Writer.TryWrite(unit);
    }

    /// <summary>Workers are threads of their own: scripts need a deep stack.</summary>
    private Task StartWorker(int number)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            Work();
            done.SetResult();
        }, ScriptThread.StackSize) { IsBackground = true, Name = $"worker {number}" };
        thread.Start();
        return done.Task;
    }

    private void Work()
    {
        try
        {
            using var worker = new BlockWorker(_plan, _clock, _stop.Token);
            while (_work.Reader.WaitToReadAsync(_stop.Token).AsTask().GetAwaiter().GetResult())
                while (!_stop.IsCancellationRequested && _work.Reader.TryRead(out var unit))
                    HandOver(Process(worker, unit));
            if (Interlocked.Decrement(ref _running) == 0) _done.Writer.TryComplete(_readFailure);
        }
        catch (Exception e)
        {
            _done.Writer.TryComplete(e);
        }
    }

    private static Outcome Process(BlockWorker worker, WorkUnit unit)
    {
        try
        {
            return new Outcome(unit.Sequence, worker.Process(unit), null);
        }
        catch (Exception e)
        {
            return new Outcome(unit.Sequence, null, e);
        }
    }

    private void HandOver(Outcome outcome)
    {
        // Nobody takes blocks any more once another thread could not begin, or the run is cancelled.
        if (!_done.Writer.TryWrite(outcome)) outcome.Block?.Dispose();
    }

    /// <summary>What a worker made of a unit: a block, or the failure that stands in its place.</summary>
    private readonly record struct Outcome(long Sequence, ProcessedBlock? Block, Exception? Failure);
}
