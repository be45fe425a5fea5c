using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Execution;

/// <summary>Counts rows by their end state and reasons by code and field. Used by the one task that has the rows in source order.</summary>
internal sealed class RunTally(IReadOnlyList<string> targets)
{
    private Dictionary<(string Code, string? Field, Severity Severity), (long Count, string Sample)> _reasons = [];
    private Snapshot? _kept;
    private TargetReport[] _targets = [.. targets.Select(_ => new TargetReport())];

    public RunCounts Counts { get; private set; } = new();

    /// <param name="remains">For each target whether what it wrote stands in it; fewer entries = not for the rest.</param>
    public IReadOnlyDictionary<string, TargetReport> Targets(IReadOnlyList<bool> remains) =>
        targets.Select((name, i) => (name, report: _targets[i] with { Remains = i < remains.Count && remains[i] })).ToDictionary(t => t.name, t => t.report);

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons =>
        [.. _reasons.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Key.Code, StringComparer.Ordinal).ThenBy(r => r.Key.Field, StringComparer.Ordinal)
            .Select(r => new ReasonCount(r.Key.Code, r.Key.Field, r.Key.Severity.ToString().ToLowerInvariant(), r.Value.Count, r.Value.Sample))];

    /// <summary>Remembers the counts: the targets have committed.</summary>
    public void Keep() => _kept = new Snapshot(Counts, [.. _targets], new(_reasons));

    /// <summary>Goes back to the last commit: what came after it was undone by a failure.</summary>
    public void Revert() => (Counts, _targets, _reasons) = _kept ?? new Snapshot(new RunCounts(), [.. targets.Select(_ => new TargetReport())], []);

    /// <summary>Counts what one target did with the rows it was offered.</summary>
    /// <exception cref="MigrationException">The target's counts do not add up: a fault of ours.</exception>
    public void AddTarget(int target, int offered, int rejected, WriteResult result)
    {
        var before = _targets[target];
        long written = result.Inserted + result.Changed + result.Unchanged + result.Deleted;
        if (offered != written + rejected + result.Skipped.Count)
            throw new MigrationException(ExecutionMessages.CountsDoNotAddUp.At(null, $"target {targets[target]}: offered {offered}, written {written}, rejected {rejected}, skipped {result.Skipped.Count}"));
        _targets[target] = before with
        {
            Offered = before.Offered + offered,
            Written = before.Written + written,
            Rejected = before.Rejected + rejected,
            Skipped = before.Skipped + result.Skipped.Count,
            Inserted = before.Inserted + result.Inserted,
            Changed = before.Changed + result.Changed,
            Unchanged = before.Unchanged + result.Unchanged,
            Deleted = before.Deleted + result.Deleted,
        };
    }

    /// <summary>Counts the first <paramref name="limit"/> rows of a batch by their end state.</summary>
    public void AddRows(FailureSink failures, int limit, Bitmap taken, Bitmap skipped)
    {
        long written = 0, rejected = 0, left = 0;
        for (int row = 0; row < limit; row++)
        {
            if (failures.IsRejected(row)) rejected++;
            else if (taken[row]) written++;
            else if (skipped[row]) left++;
        }
        long warnings = 0;
        foreach (var failure in failures.Failures)
        {
            if (failure.Row >= limit) continue;
            if (failure.Rule.Severity == Severity.Warning) warnings++;
            var key = (failure.Rule.Code, failure.Field, failure.Rule.Severity);
            _reasons[key] = _reasons.TryGetValue(key, out var seen) ? (seen.Count + 1, seen.Sample) : (1, failure.Message);
        }
        Counts = Counts with
        {
            Read = Counts.Read + limit,
            Written = Counts.Written + written,
            Rejected = Counts.Rejected + rejected,
            Skipped = Counts.Skipped + left,
            Filtered = Counts.Filtered + (limit - written - rejected - left),
            Warnings = Counts.Warnings + warnings,
        };
    }

    private sealed record Snapshot(RunCounts Counts, TargetReport[] Targets, Dictionary<(string Code, string? Field, Severity Severity), (long Count, string Sample)> Reasons);
}
