using DataMigration.Checkpoints;
using DataMigration.Data;
using DataMigration.Planning;
using DataMigration.Validations;

namespace DataMigration.Execution;

/// <summary>The rules of one run that need rows in source order.</summary>
internal sealed class OrderedRules(ExecutionPlan plan, string spillFolder) : IDisposable
{
    private readonly IOrderedRowRule[] _rules = [.. plan.Rules.Where(r => r.Ordered is not null).Select(r => r.Ordered!(spillFolder))];

    /// <summary>Those with a memory.</summary>
    public IEnumerable<IKeepsKeys> Keepers => _rules.OfType<IKeepsKeys>();

    /// <summary>Judges the selected rows of the next block in source order, and drops those that break a rule.</summary>
    /// <param name="batch">The mapped batch.</param>
    /// <param name="conditions">For each rule the rows its <c>when</c> holds for, or null = all.</param>
    public void Judge(RecordBatch batch, Bitmap?[] conditions)
    {
        if (_rules.Length == 0) return;
        var rows = batch.Selection.Rows;
        if (batch.Level.AddsRows) JudgeFamilies(batch, conditions, rows);
        else foreach (int row in rows) Judge(batch, conditions, row);
        if (batch.Failures.Rejected is { } rejected) batch.Selection.Remove(rejected);
    }

    private void Judge(RecordBatch batch, Bitmap?[] conditions, int row)
    {
        for (int i = 0; i < _rules.Length; i++)
            if (conditions[i] is not { } asked || asked[row]) _rules[i].Breaks(batch, row);
        if (batch.Failures.IsRejected(row)) return;
        for (int i = 0; i < _rules.Length; i++)
            if (conditions[i] is not { } asked || asked[row]) _rules[i].Accept(batch, row);
    }

    /// <summary>What was made of one source row is rejected together, and claims nothing then.</summary>
    private void JudgeFamilies(RecordBatch batch, Bitmap?[] conditions, ReadOnlySpan<int> rows)
    {
        for (int start = 0, end; start < rows.Length; start = end)
        {
            int root = batch.RootRow(rows[start]);
            end = start + 1;
            while (end < rows.Length && batch.RootRow(rows[end]) == root) end++;
            if (end - start > 1)
                foreach (var rule in _rules) rule.Hold();
            bool rejected = false;
            foreach (int row in rows[start..end])
            {
                Judge(batch, conditions, row);
                rejected |= batch.Failures.IsRejected(row);
            }
            if (end - start == 1) continue;
            foreach (var rule in _rules) rule.Settle(keep: !rejected);
            if (!rejected) continue;
            foreach (int row in rows[start..end]) batch.Failures.RejectWithSibling(row);
        }
    }

    public void Dispose()
    {
        foreach (var rule in _rules) rule.Dispose();
    }
}
