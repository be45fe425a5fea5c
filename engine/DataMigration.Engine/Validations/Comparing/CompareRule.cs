using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Validations.Comparing;

/// <summary>The one loop of <c>compare</c>.</summary>
/// <param name="bind">Takes the columns of a batch.</param>
/// <param name="comparison">What must hold.</param>
/// <param name="left">Position of the left field.</param>
/// <param name="right">Position of the right one, or -1 for a constant.</param>
/// <param name="constant">The constant as written.</param>
/// <param name="rule">The rule.</param>
internal sealed class CompareRule<TSides>(Func<RecordBatch, TSides> bind, Comparison comparison, int left, int right, string? constant, Rule rule) : IRowRule
    where TSides : struct, IRowComparison
{
    public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        var sides = bind(batch);
        foreach (int row in rows)
            if (sides.IsComplete(row) && !comparison.Holds(sides.Compare(row))) Fail(batch, row);
    }

    private void Fail(RecordBatch batch, int row)
    {
        if (right < 0)
        {
            RuleTexts.Fail(batch, row, rule, left, $"which is not {comparison.Words} {constant}");
            return;
        }
        string other = batch.Schema[right].Name;
        if (!batch.Failures.IsPoisoned(row, other))
            RuleTexts.Fail(batch, row, rule, left, $"which is not {comparison.Words} {other} ({RuleTexts.Shown(batch[right], row)})");
    }
}
