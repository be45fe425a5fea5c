using DataMigration.Connectors;
using DataMigration.Failures;

namespace DataMigration.Checkpoints;

/// <summary>A <see cref="WriteResult"/> that survives the process.</summary>
internal sealed record BlockOutcome(long Inserted, long Changed, long Unchanged, long Deleted, IReadOnlyList<int> Skipped, IReadOnlyList<int> Withdrawn, IReadOnlyList<FailureOutcome> Failures)
{
    public static BlockOutcome Of(WriteResult result) =>
        new(result.Inserted, result.Changed, result.Unchanged, result.Deleted, result.Skipped, result.Withdrawn,
            [.. result.Failures.Select(f => new FailureOutcome(f.Row, f.Rule.Code, f.Field, f.Value, f.Message))]);

    public WriteResult ToResult()
    {
        var result = new WriteResult { Inserted = Inserted, Changed = Changed, Unchanged = Unchanged, Deleted = Deleted };
        result.Skipped.AddRange(Skipped);
        result.Withdrawn.AddRange(Withdrawn);
        result.Failures.AddRange(Failures.Select(f => new RowFailure(f.Row, new Rule(Stage.Target, f.Code, null), f.Field, f.Value, f.Message)));
        return result;
    }
}

/// <summary>Why a target refused a row.</summary>
internal sealed record FailureOutcome(int Row, string Code, string? Field, string? Value, string Message);
