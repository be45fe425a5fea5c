using DataMigration.Checkpoints;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Execution;

/// <summary>
/// The rows of one transaction on their way to the targets. When a target fails for a passing reason, the rows that it was offered are offered to it again;
/// what the others said of them stands.
/// </summary>
internal sealed class Chunk : IDisposable
{
    private readonly IReadOnlyList<ITargetWriter> _writers;
    private readonly IReadOnlyList<(ProcessedBlock Block, int Limit)> _blocks;
    private readonly RunTally _tally;
    private readonly RunRejects? _rejects;
    private readonly RunCheckpoints? _checkpoints;
    private readonly ReadPosition _position;
    private readonly bool _last;
    private readonly IReadOnlyList<WriteResult>?[] _results;
    private readonly bool[] _offered;
    private readonly bool[] _committed;
    private readonly (FailureMark Failures, Selection Rows)[] _before;

    /// <param name="checkpoints">Takes one when the rows are written, or null.</param>
    /// <param name="position">Behind the last row.</param>
    /// <param name="last">Whether a checkpoint is due in any case.</param>
    public Chunk(IReadOnlyList<ITargetWriter> writers, IReadOnlyList<(ProcessedBlock Block, int Limit)> blocks, RunTally tally, RunRejects? rejects, RunCheckpoints? checkpoints, ReadPosition position, bool last)
    {
        (_writers, _blocks, _tally, _rejects, _checkpoints, _position, _last) = (writers, blocks, tally, rejects, checkpoints, position, last);
        _results = new IReadOnlyList<WriteResult>?[writers.Count];
        _offered = new bool[writers.Count];
        _committed = new bool[writers.Count];
        _before = writers.Any(w => w.CanWriteAgain) ? [.. blocks.Select(b => (b.Block.Batch.Failures.Mark(), b.Block.Batch.Selection.Clone()))] : [];
    }

    /// <summary>An earlier attempt of the run has written these rows to a target, and committed them.</summary>
    public void Settle(int target, IReadOnlyList<BlockOutcome> outcomes)
    {
        if (outcomes.Count != _blocks.Count) throw new MigrationException(CheckpointMessages.OtherRows.At(null, _checkpoints!.Point.Ahead!.Run));
        _results[target] = [.. outcomes.Select(o => o.ToResult())];
        _committed[target] = true;
    }

    /// <summary>Writes, files the rejects, takes a checkpoint, commits.</summary>
    /// <exception cref="MigrationException">A target failed, and did so until the last attempt.</exception>
    public async Task WriteAsync(Retries retries)
    {
        bool again = false;
        var failure = await retries.ExecuteAsync(async _ =>
        {
            if (again) Revert();
            again = true;
            return await AttemptAsync();
        }, CancellationToken.None);
        if (failure is not null) throw failure;
    }

    public void Dispose()
    {
        foreach (var (_, rows) in _before) rows.Dispose();
    }

    /// <returns>A failure after which this chunk cannot be written again, or null when it is written.</returns>
    private async Task<MigrationException?> AttemptAsync()
    {
        var taken = _blocks.Select(b => new Bitmap(b.Block.Batch.RowCount)).ToList();
        var skipped = _blocks.Select(b => new Bitmap(b.Block.Batch.RowCount)).ToList();
        int target = 0;
        var filing = Task.CompletedTask;
        try
        {
            filing = FileRejects();
            for (; target < _writers.Count; target++)
            {
                if (!_offered[target]) Narrow(target);
                _results[target] ??= await _writers[target].WriteAsync(Offer(target), CancellationToken.None);
                for (int i = 0; i < _blocks.Count; i++) Note(target, _blocks[i].Block, _results[target]![i], taken[i], skipped[i]);
            }
            await filing;
            if (_results.Any(results => results!.Any(r => r.Failures.Count > 0)))
            {
                // Rows that a target refused have their place among the others.
                _rejects?.Revert();
                await FileRejects();
            }
            for (int i = 0; i < _blocks.Count; i++) _tally.AddRows(_blocks[i].Block.Input, _blocks[i].Block.Batch, _blocks[i].Limit, taken[i], skipped[i]);
            string? checkpoint = _checkpoints is null ? null : await _checkpoints.TakeAsync(_writers, _results, _position, _last);
            for (target = 0; target < _writers.Count; target++)
            {
                if (!_committed[target]) await _writers[target].CommitAsync(_checkpoints?.IsKeptBy(target) == true ? checkpoint : null, CancellationToken.None);
                _committed[target] = true;
            }
            _checkpoints?.Committed();
            return null;
        }
        catch (MigrationException e) when (e.Temporary)
        {
            if (target == _writers.Count || !_writers[target].CanWriteAgain) return e;
            _results[target] = null;
            throw;
        }
        finally
        {
            await filing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var rows in taken.Concat(skipped)) rows.Dispose();
        }
    }

    /// <summary>Files what is rejected so far, and waits for the disk while the targets write: what the rules reject is known before.</summary>
    private Task FileRejects()
    {
        if (_rejects is null) return Task.CompletedTask;
        foreach (var (block, limit) in _blocks) _rejects.Add(block.Input, block.Batch, limit);
        // Files that take their names at the end are no more on the disk than this until then.
        bool toDisk = _writers.Any(w => w.KeepsCommits);
        return Task.Run(() => _rejects.Flush(toDisk));
    }

    private void Revert()
    {
        _rejects?.Revert();
        _tally.Revert();
        for (int i = 0; i < _before.Length; i++)
        {
            _blocks[i].Block.Batch.Failures.Revert(_before[i].Failures);
            _blocks[i].Block.Batch.Selection.Restore(_before[i].Rows);
        }
    }

    /// <summary>Leaves out rows past the end of the run and rows rejected since the workers chose, once: a second attempt is offered the same.</summary>
    private void Narrow(int target)
    {
        _offered[target] = true;
        foreach (var (block, limit) in _blocks)
        {
            var batch = block.Batch;
            int end = batch.RowsOf(limit);
            if (end == batch.RowCount && batch.Failures.Rejected is null) continue;
            using var dropped = new Bitmap(batch.RowCount);
            if (batch.Failures.Rejected is { } rejected) dropped.CopyFrom(rejected);
            for (int row = end; row < batch.RowCount; row++) dropped[row] = true;
            block.TargetRows[target].Remove(dropped);
        }
    }

    private WriteBatch[] Offer(int target) => [.. _blocks.Select(b => new WriteBatch(b.Block.Batch, b.Block.TargetRows[target], b.Block.Encoded[target]))];

    private void Note(int target, ProcessedBlock block, WriteResult result, Bitmap taken, Bitmap skipped)
    {
        var rows = block.TargetRows[target];
        int offered = rows.Count, rejected = 0, last = -1;
        if (rows.Count == block.Batch.RowCount && result.Skipped.Count == 0) taken.SetAll();
        else Take(rows, result.Skipped, taken, skipped);
        foreach (var failure in result.Failures)
        {
            rejected += failure.Row == last ? 0 : 1;
            last = failure.Row;
            block.Batch.Failures.Fail(failure.Row, failure.Rule, failure.Field, failure.Value, failure.Message);
        }
        // Of rows made of one source row the target left none where it refused one.
        if (rejected > 0) Families.Spread(block.Batch);
        _tally.AddTarget(target, offered, rejected + result.Withdrawn.Count, result);
    }

    private static void Take(Selection rows, IReadOnlyList<int> skippedNow, Bitmap taken, Bitmap skipped)
    {
        using var left = new Bitmap(taken.Length);
        foreach (int row in skippedNow) left[row] = skipped[row] = true;
        foreach (int row in rows.Rows)
            if (!left[row]) taken[row] = true;
    }
}
