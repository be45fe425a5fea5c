using System.Diagnostics;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;

namespace DataMigration.Execution;

/// <summary>
/// Does one worker's share: decode, transform, map, judge, choose targets, encode. The block stays in this core's cache from bytes to bytes.
/// One a worker thread, with a script engine of its own.
/// </summary>
internal sealed class BlockWorker : IDisposable
{
    private readonly ExecutionPlan _plan;
    private readonly IBlockDecoder? _decoder;
    private readonly IBlockEncoder?[] _encoders;
    private readonly Worker _worker;
    private readonly StageClock _clock;
    private readonly CompiledRule[] _orderedConditions;

    public BlockWorker(ExecutionPlan plan, StageClock clock, CancellationToken stop)
    {
        _plan = plan;
        _clock = clock;
        _worker = new Worker(() =>
        {
            var engine = plan.Scripts.CreateEngine();
            engine.Stop = stop;
            return engine;
        });
        _decoder = plan.Source is ISplitsIntoBlocks { CanSplit: true } splits ? splits.CreateDecoder() : null;
        _orderedConditions = [.. plan.Rules.Where(r => r.Ordered is not null)];
        _encoders = [.. plan.Targets.Select(t => t.Target is IEncodesBlocks encodes ? encodes.CreateEncoder(plan.Mapping.Output) : null)];
    }

    public ProcessedBlock Process(WorkUnit unit)
    {
        long start = Stopwatch.GetTimestamp();
        long? end = unit.Block is { } block ? block.ByteOffset + block.Heap.Used : null;
        var batch = unit.Block is not null ? _decoder!.Decode(unit.Block) : unit.Batch!;
        start = _clock.Add(Activity.Read, start);
        try
        {
            DropRejected(batch);
            foreach (var step in _plan.Transforms)
            {
                batch = step.Apply(batch, _worker);
                DropRejected(batch);
            }
            batch = _plan.Mapping.Apply(batch, _worker);
            foreach (var rule in _plan.Rules)
                if (rule.RowRule is { } rows) Judge(rule, rows, batch);
            DropRejected(batch);
            var asked = new Bitmap?[_orderedConditions.Length];
            for (int i = 0; i < asked.Length; i++) asked[i] = Asked(_orderedConditions[i], batch);
            DropRejected(batch);
            var targets = ChooseTargets(batch);
            var encoded = new EncodedRows?[targets.Length];
            for (int i = 0; i < targets.Length; i++) encoded[i] = _encoders[i]?.Encode(batch, targets[i].Rows);
            _clock.Add(Activity.Transform, start);
            return new ProcessedBlock(unit.Sequence, batch, targets, encoded, asked, end);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _worker.Dispose();
        (_decoder as IDisposable)?.Dispose();
        foreach (var encoder in _encoders) (encoder as IDisposable)?.Dispose();
    }

    private static void DropRejected(RecordBatch batch)
    {
        if (batch.Failures.Rejected is { } rejected) batch.Selection.Remove(rejected);
    }

    private void Judge(CompiledRule rule, Validations.IRowRule rows, RecordBatch batch)
    {
        if (rule.When is null)
        {
            rows.Check(batch, batch.Selection.Rows, _worker);
            return;
        }
        int[] chosen = BufferPool.Of<int>().Rent(batch.RowCount);
        int count = Where(rule.When, rule.Rule, batch, batch.Selection.Rows, chosen);
        rows.Check(batch, chosen.AsSpan(0, count), _worker);
        BufferPool.Of<int>().Return(chosen);
    }

    private Bitmap? Asked(CompiledRule rule, RecordBatch batch)
    {
        if (rule.When is null) return null;
        var asked = new Bitmap(batch.RowCount);
        int[] chosen = BufferPool.Of<int>().Rent(batch.RowCount);
        int count = Where(rule.When, rule.Rule, batch, batch.Selection.Rows, chosen);
        foreach (int row in chosen.AsSpan(0, count)) asked[row] = true;
        BufferPool.Of<int>().Return(chosen);
        return asked;
    }

    private Selection[] ChooseTargets(RecordBatch batch)
    {
        var targets = new Selection[_plan.Targets.Count];
        bool failed = false;
        for (int i = 0; i < targets.Length; i++)
        {
            if (_plan.Targets[i].When is not { } when)
            {
                targets[i] = targets.Length == 1 ? batch.Selection : batch.Selection.Clone();
                continue;
            }
            targets[i] = batch.Selection.Clone();
            using var dropped = new Bitmap(batch.RowCount);
            foreach (int row in batch.Selection.Rows) dropped[row] = true;
            int[] chosen = BufferPool.Of<int>().Rent(batch.RowCount);
            int count = Where(when, _plan.Targets[i].WhenRule, batch, batch.Selection.Rows, chosen);
            foreach (int row in chosen.AsSpan(0, count)) dropped[row] = false;
            BufferPool.Of<int>().Return(chosen);
            targets[i].Remove(dropped);
            failed |= batch.Failures.Rejected is not null;
        }
        if (!failed) return targets;
        // A `when` that failed rejects its row for every target.
        DropRejected(batch);
        foreach (var rows in targets) rows.Remove(batch.Failures.Rejected!);
        return targets;
    }

    /// <summary>The rows for which a condition holds; rows on which it fails are rejected.</summary>
    private int Where(CompiledScript when, Rule rule, RecordBatch batch, ReadOnlySpan<int> rows, int[] chosen)
    {
        int count = 0;
        foreach (int row in rows)
        {
            var result = _worker.Scripts.Evaluate(when, batch, row);
            if (result.Kind == ScriptResultKind.Error) batch.Failures.Fail(row, rule, null, null, result.Text!);
            else if (result.IsTrue) chosen[count++] = row;
        }
        return count;
    }
}
