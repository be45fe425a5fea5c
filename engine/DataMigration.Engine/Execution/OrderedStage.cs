using System.Diagnostics;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Execution;

/// <summary>
/// The one place that sees all rows in source order: ordered rules, thresholds, targets, rejects, commits, counts. One task.
/// </summary>
internal sealed class OrderedStage : IAsyncDisposable
{
    private readonly ExecutionPlan _plan;
    private readonly RunSettings _settings;
    private readonly StageClock _clock;
    private readonly RunTally _tally;
    private readonly StopRule _stop;
    private readonly RunRejects? _rejects;
    private readonly ArrivalGates _gates;
    private readonly OrderedRules _rules;
    private readonly List<ITargetWriter> _writers = [];
    private readonly List<PreviewRow> _preview = [];
    private int _uncommitted;
    private long _rowsRead;
    private int _completed;

    public OrderedStage(ExecutionPlan plan, RunSettings settings, StageClock clock, RunTally tally, StopRule stop, RunRejects? rejects)
    {
        (_plan, _settings, _clock, _tally, _stop, _rejects) = (plan, settings, clock, tally, stop, rejects);
        _gates = new ArrivalGates(plan, settings.SpillFolder);
        _rules = new OrderedRules(plan, settings.SpillFolder);
    }

    public IReadOnlyList<PreviewRow> Preview => _preview;

    /// <summary>Whether the run is over before the source is: enough rows, or a reason to stop.</summary>
    public bool IsOver { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var target in _plan.Targets)
            _writers.Add(await target.Target.OpenAsync(new WriteRequest(_plan.Mapping.Output, _settings.RunId, _settings.DryRun), cancellationToken));
    }

    /// <summary>For each target whether what was counted as written stands in it.</summary>
    public IReadOnlyList<bool> Remains => [.. _writers.Select((w, i) => !_settings.DryRun && (i < _completed || w.KeepsCommits))];

    /// <summary>Takes the next block in source order; it stays the caller's. A block is taken whole: a cancellation waits for its end, so that no row is written uncounted.</summary>
    public async Task AddAsync(ProcessedBlock block)
    {
        long start = Stopwatch.GetTimestamp();
        var batch = block.Batch;
        int room = (int)Math.Min(batch.Root.RowCount, _settings.Rows - _rowsRead);
        _gates.Apply(block, room);
        Families.Spread(batch);
        _rules.Judge(batch, block.Asked);
        int limit = _stop.Limit(batch, room, _tally.Counts);
        _rowsRead += limit;
        using var taken = new Bitmap(batch.RowCount);
        using var skipped = new Bitmap(batch.RowCount);
        for (int i = 0; i < _writers.Count; i++) await WriteAsync(i, block, batch.RowsOf(limit), taken, skipped);
        TakePreview(batch, batch.RowsOf(limit));
        _rejects?.Add(block.Input, batch, limit);
        _tally.AddRows(block.Input, batch, limit, taken, skipped);
        IsOver |= _stop.Exceeded(_tally.Counts, atEnd: false) || _rowsRead >= _settings.Rows;
        _uncommitted += limit;
        if (_uncommitted >= _settings.BatchRows || IsOver) await CommitAsync();
        _clock.Add(Activity.Write, start);
    }

    /// <summary>Makes durable what has been written, rejects first, so that no row is in neither place.</summary>
    public async Task CommitAsync()
    {
        _uncommitted = 0;
        _rejects?.Flush();
        foreach (var writer in _writers) await writer.CommitAsync(CancellationToken.None);
        _rejects?.Keep();
        _tally.Keep();
    }

    /// <summary>All rows are through: files take their names.</summary>
    public async Task CompleteAsync()
    {
        long start = Stopwatch.GetTimestamp();
        if (!IsOver) _gates.Complete();
        await CommitAsync();
        foreach (var writer in _writers)
        {
            await writer.CompleteAsync(CancellationToken.None);
            _completed++;
        }
        _clock.Add(Activity.Write, start);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers) await writer.DisposeAsync();
        _rules.Dispose();
        _gates.Dispose();
    }

    private async Task WriteAsync(int target, ProcessedBlock block, int limit, Bitmap taken, Bitmap skipped)
    {
        var rows = block.TargetRows[target];
        Narrow(rows, block.Batch, limit);
        int offered = rows.Count;
        var result = await _writers[target].WriteAsync(new WriteBatch(block.Batch, rows, block.Encoded[target]), CancellationToken.None);
        foreach (int row in result.Skipped) skipped[row] = true;
        int rejected = 0;
        int last = -1;
        foreach (var failure in result.Failures)
        {
            rejected += failure.Row == last ? 0 : 1;
            last = failure.Row;
            block.Batch.Failures.Fail(failure.Row, failure.Rule, failure.Field, failure.Value, failure.Message);
        }
        // Of rows made of one source row the target left none where it refused one.
        if (rejected > 0) Families.Spread(block.Batch);
        rejected += result.Withdrawn.Count;
        using var left = new Bitmap(block.Batch.RowCount);
        foreach (int row in result.Skipped) left[row] = true;
        foreach (int row in rows.Rows)
            if (!left[row]) taken[row] = true;
        _tally.AddTarget(target, offered, rejected, result);
    }

    /// <summary>Leaves out rows past the end of the run and rows rejected since the workers chose.</summary>
    private static void Narrow(Selection rows, RecordBatch batch, int limit)
    {
        if (limit == batch.RowCount && batch.Failures.Rejected is null) return;
        using var dropped = new Bitmap(batch.RowCount);
        if (batch.Failures.Rejected is { } rejected) dropped.CopyFrom(rejected);
        for (int row = limit; row < batch.RowCount; row++) dropped[row] = true;
        rows.Remove(dropped);
    }

    private void TakePreview(RecordBatch batch, int limit)
    {
        if (_preview.Count >= _settings.PreviewRows) return;
        var passed = batch.Selection.Rows.ToArray().ToHashSet();
        for (int row = 0; row < limit && _preview.Count < _settings.PreviewRows; row++)
            if (passed.Contains(row) || batch.Failures.IsRejected(row))
                _preview.Add(PreviewOf(batch, row));
    }

    private static PreviewRow PreviewOf(RecordBatch batch, int row)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (int i = 0; i < batch.Schema.Count; i++)
            values.Add(batch.Schema[i].Name, batch[i].IsNull(row) ? null : Values.ValueFormatter.ToText(batch[i], row));
        return new PreviewRow(batch.Origins[row].Line, values, [.. batch.Failures.Failures.Where(f => f.Row == row).Select(f => f.Message)]);
    }
}
