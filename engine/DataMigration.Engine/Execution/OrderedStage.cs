using System.Diagnostics;
using DataMigration.Checkpoints;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Execution;

/// <summary>
/// The one place that sees all rows in source order: ordered rules, thresholds, targets, rejects, commits, counts. One task.
/// </summary>
internal sealed class OrderedStage : IAsyncDisposable
{
    /// <summary>A transaction has fewer rows than asked for where they are very long: what it holds stays in memory until it is committed.</summary>
    private const int MaxBlocks = 64;

    /// <summary>Blocks whose bytes are still in a core's cache when they are written.</summary>
    private const int SmallChunk = 2;

    private readonly ExecutionPlan _plan;
    private readonly RunSettings _settings;
    private readonly StageClock _clock;
    private readonly RunTally _tally;
    private readonly StopRule _stop;
    private readonly RunRejects? _rejects;
    private readonly Retries _retries;
    private readonly ArrivalGates _gates;
    private readonly OrderedRules _rules;
    private readonly List<ITargetWriter> _writers = [];
    private readonly List<PreviewRow> _preview = [];
    private readonly List<(ProcessedBlock Block, int Limit)> _pending = [];
    private RunCounts _ahead = new();
    private int _pendingRows;
    private int _chunkRows;
    private int _chunkBlocks = MaxBlocks;
    private long _rowsRead;
    private int _completed;
    private bool _committed;
    private RunCheckpoints? _checkpoints;
    private Checkpoint? _behind;
    private ReadPosition _position = new(0, null, null, 0, false);

    public OrderedStage(ExecutionPlan plan, RunSettings settings, StageClock clock, RunTally tally, StopRule stop, RunRejects? rejects, Retries retries)
    {
        (_plan, _settings, _clock, _tally, _stop, _rejects, _retries) = (plan, settings, clock, tally, stop, rejects, retries);
        _gates = new ArrivalGates(plan, settings.SpillFolder);
        _rules = new OrderedRules(plan, settings.SpillFolder);
    }

    /// <summary>Has this stage keep checkpoints, and begin where an earlier attempt of the run has come to. Before it is opened.</summary>
    public void KeepCheckpoints(RunFolder folder, ResumePoint point)
    {
        _checkpoints = new RunCheckpoints(_plan, _settings, folder, _tally, _rejects!, [.. _gates.Keepers, .. _rules.Keepers], point);
        _position = point.From?.Position ?? _position;
        _rowsRead = _position.Rows;
        _ahead = _tally.Counts;
        _behind = point.Ahead;
        IsOver = point.From is { AtEnd: true } || _rowsRead >= _settings.Rows || _stop.Exceeded(_ahead, atEnd: false);
    }

    public IReadOnlyList<PreviewRow> Preview => _preview;

    /// <summary>Whether the run is over before the source is: enough rows, or a reason to stop.</summary>
    public bool IsOver { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var target in _plan.Targets)
        {
            var request = new WriteRequest(_plan.Mapping.Output, _settings.RunId, _settings.Pipeline, _settings.DryRun) { SpillFolder = _settings.SpillFolder, Checkpoints = _checkpoints?.Request(target), Journal = _settings.Journals?.RequestOf(_settings.Pipeline, target.Name, _settings.RunId) };
            bool isComplete = _checkpoints?.Point.Completed.Contains(target.Name) == true;
            _writers.Add(isComplete ? new CompletedWriter() : await target.Target.OpenAsync(request, cancellationToken));
        }
        _checkpoints?.Opened();
        _chunkRows = _settings.BatchRows * _writers.Max(w => w.Connections);
        if (_writers.TrueForAll(w => w.TakesSmallChunks)) _chunkBlocks = SmallChunk;
    }

    /// <summary>For each target whether what was counted as written stands in it.</summary>
    public IReadOnlyList<bool> Remains => [.. _writers.Select((w, i) => !_settings.DryRun && (i < _completed || w.KeepsCommits))];

    /// <summary>Whether nothing that this stage did stands in a target, so that the run can begin anew where this attempt began.</summary>
    public bool LeftNothing => !_committed || (_writers.TrueForAll(w => !w.KeepsCommits) && _checkpoints is null or { GoesBack: true });

    /// <summary>Whether the last commit may have had its effect in some target although it failed.</summary>
    public bool IsInDoubt => _checkpoints is { IsOpen: true };

    /// <summary>Whether a target commits by chunks. Once it is opened.</summary>
    public bool Commits => _writers.Exists(w => w.KeepsCommits);

    /// <summary>Whether all rows are in and, where checkpoints are kept, one says so: what is left can be done by another attempt then.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Takes over the next block in source order. Rows go to the targets when there are enough of them for a transaction.</summary>
    public async Task AddAsync(ProcessedBlock block)
    {
        long start = Stopwatch.GetTimestamp();
        var batch = block.Batch;
        int room = (int)Math.Min(batch.Root.RowCount, _settings.Rows - _rowsRead);
        _gates.Apply(block, room);
        Families.Spread(batch);
        _rules.Judge(batch, block.Asked);
        int limit = _stop.Limit(batch, room, _ahead);
        _rowsRead += limit;
        _position = new ReadPosition(block.Input, block.Cursor, block.Bytes, _rowsRead, limit < batch.Root.RowCount);
        _pending.Add((block, limit));
        _pendingRows += limit;
        _ahead = Ahead(batch, limit);
        IsOver |= _stop.Exceeded(_ahead, atEnd: false) || _rowsRead >= _settings.Rows;
        if (IsFull()) await FlushAsync();
        _clock.Add(Activity.Write, start);
    }

    /// <summary>
    /// Writes the rows taken so far and commits them, rejects first, so that no row is in neither place. A chunk is written whole: a cancellation waits for its
    /// end, so that no row is written uncounted.
    /// </summary>
    /// <param name="last">Whether nothing follows: then all that was committed is durable, too.</param>
    public async Task FlushAsync(bool last = false)
    {
        if (_pending.Count > 0) await WriteAsync(last);
        if (!last) return;
        foreach (var writer in _writers)
        {
            await _retries.ExecuteAsync(async token =>
            {
                await writer.MakeDurableAsync(token);
                return true;
            }, CancellationToken.None);
        }
    }

    private async Task WriteAsync(bool last)
    {
        using (var chunk = new Chunk(_writers, _pending, _tally, _rejects, _checkpoints, _position, last))
        {
            Settle(chunk);
            await chunk.WriteAsync(_retries);
        }
        _committed = true;
        _rejects?.Keep();
        _tally.Keep();
        foreach (var (block, limit) in _pending) TakePreview(block.Batch, block.Batch.RowsOf(limit));
        ReleasePending();
        _ahead = _tally.Counts;
        IsOver |= _stop.Exceeded(_ahead, atEnd: false);
    }

    /// <summary>All rows are through: files take their names.</summary>
    /// <param name="assure">Throws where they must not.</param>
    public async Task CompleteAsync(Func<Task> assure)
    {
        long start = Stopwatch.GetTimestamp();
        if (!IsOver) _gates.Complete();
        await FlushAsync(last: true);
        if (_behind is { } missed) throw new MigrationException(CheckpointMessages.OtherRows.At(null, missed.Run));
        _rejects?.Flush(toDisk: true);
        await assure();
        if (_checkpoints is not null) await _checkpoints.EndAsync(_writers, _position);
        IsEnding = true;
        foreach (var writer in _writers)
        {
            await writer.CompleteAsync(CancellationToken.None);
            _completed++;
        }
        _clock.Add(Activity.Write, start);
    }

    public async ValueTask DisposeAsync()
    {
        ReleasePending();
        foreach (var writer in _writers) await writer.DisposeAsync();
        _checkpoints?.Dispose();
        _rules.Dispose();
        _gates.Dispose();
    }

    /// <summary>Enough rows for a transaction; where an earlier attempt has committed the next ones to some targets, exactly those.</summary>
    private bool IsFull()
    {
        if (IsOver) return true;
        if (_behind is { } ahead) return _position.IsSamePlace(ahead.Position);
        return _pendingRows >= _chunkRows || _pending.Count >= _chunkBlocks;
    }

    private void Settle(Chunk chunk)
    {
        if (_behind is not { } ahead) return;
        if (!_position.IsSamePlace(ahead.Position)) throw new MigrationException(CheckpointMessages.OtherRows.At(null, ahead.Run));
        for (int i = 0; i < _writers.Count; i++)
            if (_checkpoints!.Point.TargetsAhead.Contains(_plan.Targets[i].Name)) chunk.Settle(i, ahead.Outcomes![_plan.Targets[i].Name]);
        _behind = null;
    }

    /// <summary>The counts as far as the rules decide them: targets come later.</summary>
    private RunCounts Ahead(RecordBatch batch, int limit)
    {
        long rows = limit, rejected = 0;
        if (batch.Level.AddsRows)
        {
            rows = 0;
            foreach (var fate in RowFates.Of(batch).AsSpan(0, limit)) (rows, rejected) = (rows + fate.Rows, rejected + fate.Rejected);
        }
        else if (batch.Failures.Rejected is { } bits) rejected = bits.CountSet(limit);
        return _ahead with { Read = _ahead.Read + rows, Rejected = _ahead.Rejected + rejected };
    }

    private void ReleasePending()
    {
        foreach (var (block, _) in _pending) block.Dispose();
        _pending.Clear();
        _pendingRows = 0;
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

    /// <summary>A target whose load an earlier attempt has brought to its end; no rows are left for it.</summary>
    private sealed class CompletedWriter : ITargetWriter
    {
        public bool KeepsCommits => true;

        public bool TakesSmallChunks => true;

        public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken) => throw new InvalidOperationException("The load is complete.");

        public ValueTask CommitAsync(string? checkpoint, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
