using System.Diagnostics;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;
using DataMigration.Transforms;

namespace DataMigration.Execution;

/// <summary>
/// Does one worker's share: decode, transform, map, judge, choose targets, encode. The block stays in this core's cache from bytes to bytes.
/// One a worker thread, with a script engine of its own.
/// </summary>
internal sealed class BlockWorker : IDisposable
{
    private readonly ExecutionPlan _plan;
    private readonly IBlockDecoder?[] _decoders;
    private readonly IBlockEncoder?[] _encoders;
    private readonly Worker _worker;
    private readonly StageClock _clock;
    private readonly CompiledRule[] _orderedConditions;
    private readonly int _orderedSteps;

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
        _decoders = new IBlockDecoder?[plan.Inputs.Count];
        _orderedSteps = plan.Transforms.OfType<IOrderedStep>().Count();
        _orderedConditions = [.. plan.Rules.Where(r => r.Ordered is not null)];
        _encoders = [.. plan.Targets.Select(t => t.Target is IEncodesBlocks encodes ? encodes.CreateEncoder(plan.Mapping.Output) : null)];
    }

    /// <summary>Is shown the batch after each stage: -1 = the source, then the transforms by their number, then the mappings. For previews; slow.</summary>
    public Action<int, RecordBatch>? Watch { get; set; }

    public ProcessedBlock Process(WorkUnit unit)
    {
        long start = Stopwatch.GetTimestamp();
        var batch = unit.Block is { } block ? Decoder(unit.Input).Decode(block) : unit.Batch!;
        start = _clock.Add(Activity.Read, start);
        var arrivals = new Arrivals?[_orderedSteps];
        try
        {
            DropRejected(batch);
            Watch?.Invoke(-1, batch);
            batch = Transform(batch, _plan.Inputs[unit.Input], arrivals);
            batch = _plan.Mapping.Apply(batch, _worker);
            Watch?.Invoke(_plan.Transforms.Count, batch);
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
            return new ProcessedBlock(unit.Sequence, unit.Input, batch, targets, encoded, asked, arrivals, unit.Bytes, unit.Cursor);
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
        foreach (var decoder in _decoders) (decoder as IDisposable)?.Dispose();
        foreach (var encoder in _encoders) (encoder as IDisposable)?.Dispose();
    }

    private IBlockDecoder Decoder(int input) => _decoders[input] ??= ((ISplitsIntoBlocks)_plan.Inputs[input].Source).CreateDecoder();

    private RecordBatch Transform(RecordBatch batch, PlanInput input, Arrivals?[] arrivals)
    {
        if (input.Align is { } align) batch = align.Apply(batch, _worker);
        int ordered = 0;
        for (int i = 0; i < _plan.Transforms.Count; i++)
        {
            var step = _plan.Transforms[i];
            if (step is IOrderedStep gate)
            {
                if (i >= input.FirstStep) arrivals[ordered] = gate.Arrive(batch);
                ordered++;
            }
            else if (i >= input.FirstStep)
            {
                batch = step.Apply(batch, _worker);
                DropRejected(batch);
                Watch?.Invoke(i, batch);
            }
        }
        return batch;
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
        int count = Where(rule.When, rule.WhenRule, batch, batch.Selection.Rows, chosen);
        rows.Check(batch, chosen.AsSpan(0, count), _worker);
        BufferPool.Of<int>().Return(chosen);
    }

    private Bitmap? Asked(CompiledRule rule, RecordBatch batch)
    {
        if (rule.When is null) return null;
        var asked = new Bitmap(batch.RowCount);
        int[] chosen = BufferPool.Of<int>().Rent(batch.RowCount);
        int count = Where(rule.When, rule.WhenRule, batch, batch.Selection.Rows, chosen);
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

    /// <summary>
    /// The rows for which a condition holds; rows on which it fails are rejected. Where it reads a field that has failed already its answer would
    /// be about that failure, so it is not asked.
    /// </summary>
    private int Where(CompiledScript when, Rule rule, RecordBatch batch, ReadOnlySpan<int> rows, int[] chosen)
    {
        if (batch.Failures.Failures.Count > 0)
        {
            int asked = 0;
            foreach (int row in rows)
                if (!ReadsFailed(when, batch, row)) chosen[asked++] = row;
            rows = chosen.AsSpan(0, asked);
        }
        var verdicts = new Chosen(batch, rule, chosen);
        _worker.Scripts.Test(when, batch, rows, verdicts);
        return verdicts.Count;
    }

    private static bool ReadsFailed(CompiledScript script, RecordBatch batch, int row)
    {
        foreach (int field in script.Fields)
            if (batch.Failures.IsPoisoned(row, batch.Schema[field].Name)) return true;
        return false;
    }

    /// <summary>Gathers the rows for which a condition holds; they may overwrite those that were asked, which they never overtake.</summary>
    private sealed class Chosen(RecordBatch batch, Rule rule, int[] chosen) : IScriptVerdicts
    {
        public int Count { get; private set; }

        public void Take(int row, bool isTrue)
        {
            if (isTrue) chosen[Count++] = row;
        }

        public void Fail(int row, string message) => batch.Failures.Fail(row, rule, null, null, message);
    }
}
