using DataMigration.Checkpoints;
using DataMigration.Data;
using DataMigration.Planning;
using DataMigration.Transforms;

namespace DataMigration.Execution;

/// <summary>The ordered transforms of one run: sees the blocks in source order and drops what they drop, with whatever later steps said of it.</summary>
internal sealed class ArrivalGates : IDisposable
{
    private readonly IArrivalGate[] _gates;

    public ArrivalGates(ExecutionPlan plan, string spillFolder) =>
        _gates = [.. plan.Transforms.OfType<IOrderedStep>().Select(s => s.Open(spillFolder))];

    /// <summary>Drops rows of a block.</summary>
    /// <param name="block">The next one in source order.</param>
    /// <param name="rows">Source rows of it that count; the others are not looked at.</param>
    public void Apply(ProcessedBlock block, int rows)
    {
        bool any = false;
        for (int i = 0; i < _gates.Length; i++)
            if (block.Arrivals[i] is { } arrivals) any |= Apply(_gates[i], arrivals, rows);
        if (any) Withdraw(block);
    }

    /// <summary>Those with a memory.</summary>
    public IEnumerable<IKeepsKeys> Keepers => _gates.OfType<IKeepsKeys>();

    /// <summary>All rows of the sources have come.</summary>
    public void Complete()
    {
        foreach (var gate in _gates) gate.Complete();
    }

    public void Dispose()
    {
        foreach (var gate in _gates) gate.Dispose();
    }

    private static bool Apply(IArrivalGate gate, Arrivals arrivals, int rows)
    {
        var batch = arrivals.Batch;
        int end = batch.RowsOf(rows);
        for (int row = 0; row < end; row++)
            if (arrivals.Keyed[row] && !IsGone(batch, row) && !gate.Lets(arrivals.Keys[row])) arrivals.Drop(row);
        if (arrivals.Dropped is not { } dropped) return false;
        batch.Selection.Skip(dropped);
        return true;
    }

    /// <summary>Whether a gate before dropped the row, or what it was made of.</summary>
    private static bool IsGone(RecordBatch batch, int row)
    {
        for (var level = batch.Level; ; level = level.Source!.Level)
        {
            if (level.Selection.Skipped is { } skipped && skipped[row]) return true;
            if (!level.AddsRows) return false;
            row = level.Parents[row];
        }
    }

    /// <summary>Forgets what was said of dropped rows, and of those made of them.</summary>
    private static void Withdraw(ProcessedBlock block)
    {
        var gone = new Bitmap(block.Batch.Root.RowCount);
        foreach (var (level, next) in RowFates.Levels(block.Batch))
        {
            using var goneHere = gone;
            if (level.Selection.Skipped is { } skipped)
                for (int i = 0; i < gone.Words.Length; i++) gone.Words[i] |= skipped.Words[i];
            level.Failures.Withdraw(gone);
            if (next is not null)
            {
                gone = RowFates.GoneIn(next, level, goneHere);
                continue;
            }
            level.Selection.Remove(gone);
            foreach (var rows in block.TargetRows)
                if (!ReferenceEquals(rows, level.Selection)) rows.Remove(gone);
        }
    }
}
