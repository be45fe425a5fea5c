using System.Runtime.InteropServices;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Execution;

/// <summary>Counts rows by their end state and reasons by code and field. Used by the one task that has the rows in source order.</summary>
internal sealed class RunTally(IReadOnlyList<string> targets, int inputs = 1)
{
    private Dictionary<Reason, Seen> _reasons = [];
    private TallyState? _kept;
    private long[] _read = new long[inputs];
    private TargetReport[] _targets = [.. targets.Select(_ => new TargetReport())];

    public RunCounts Counts { get; private set; } = new();

    /// <param name="remains">For each target whether what it wrote stands in it; fewer entries = not for the rest.</param>
    public IReadOnlyDictionary<string, TargetReport> Targets(IReadOnlyList<bool> remains) =>
        targets.Select((name, i) => (name, report: _targets[i] with { Remains = i < remains.Count && remains[i] })).ToDictionary(t => t.name, t => t.report);

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons =>
        [.. _reasons.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Key.Code, StringComparer.Ordinal).ThenBy(r => r.Key.Field, StringComparer.Ordinal)
            .Select(r => new ReasonCount(r.Key.Code, r.Key.Field, r.Key.Severity.ToString().ToLowerInvariant(), r.Value.Count, r.Value.Sample))];

    /// <summary>The counts at this moment.</summary>
    public TallyState State => new(Counts, [.. _targets], Reasons, [.. _read]);

    /// <summary>Remembers the counts: the targets have committed.</summary>
    public void Keep() => _kept = State;

    /// <summary>Goes back to the last commit: what came after it was undone by a failure.</summary>
    public void Revert()
    {
        var kept = _kept ?? new TallyState(new RunCounts(), [.. targets.Select(_ => new TargetReport())], [], new long[inputs]);
        (Counts, _targets, _read) = (kept.Counts, [.. kept.Targets], [.. kept.Read]);
        _reasons = kept.Reasons.ToDictionary(r => new Reason(r.Code, r.Field, Enum.Parse<Severity>(r.Severity, ignoreCase: true)), r => new Seen(r.Count, r.Sample));
    }

    /// <summary>Begins at the start, or with the counts of an earlier attempt.</summary>
    public void Restart(TallyState? from)
    {
        _kept = from;
        Revert();
    }

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

    /// <summary>Source rows of each input.</summary>
    public IReadOnlyList<long> Read => _read;

    /// <summary>Counts the rows of a block by their end state.</summary>
    /// <param name="input">Which input they are of; the rows of all but the first count as added.</param>
    /// <param name="batch">The last batch.</param>
    /// <param name="limit">So many source rows count.</param>
    /// <param name="taken">Rows of the last batch that a target took.</param>
    /// <param name="skipped">Rows of the last batch that targets left out.</param>
    public void AddRows(int input, RecordBatch batch, int limit, Bitmap taken, Bitmap skipped)
    {
        var total = batch.Level.AddsRows ? Families(batch, limit, taken, skipped) : Rows(batch, limit, taken, skipped);
        _read[input] += limit;
        Counts = Counts with
        {
            Read = Counts.Read + (input == 0 ? limit : 0),
            Added = Counts.Added + total.Rows - (input == 0 ? limit : 0),
            Written = Counts.Written + total.Written,
            Rejected = Counts.Rejected + total.Rejected,
            Skipped = Counts.Skipped + total.Skipped,
            Filtered = Counts.Filtered + (total.Rows - total.Written - total.Rejected - total.Skipped),
            Warnings = Counts.Warnings + AddReasons(batch, limit),
        };
    }

    private static RowFate Rows(RecordBatch batch, int limit, Bitmap taken, Bitmap skipped)
    {
        using var written = new Bitmap(batch.RowCount);
        using var left = new Bitmap(batch.RowCount);
        var (rejected, dropped) = (batch.Failures.Rejected, batch.Selection.Skipped);
        // 64 rows at once.
        for (int i = 0; i < written.Words.Length; i++)
        {
            ulong refused = rejected?.Words[i] ?? 0;
            written.Words[i] = taken.Words[i] & ~refused;
            left.Words[i] = (skipped.Words[i] | (dropped?.Words[i] ?? 0)) & ~taken.Words[i] & ~refused;
        }
        return new RowFate { Rows = limit, Rejected = rejected?.CountSet(limit) ?? 0, Written = written.CountSet(limit), Skipped = left.CountSet(limit) };
    }

    private static RowFate Families(RecordBatch batch, int limit, Bitmap taken, Bitmap skipped)
    {
        var total = new RowFate();
        foreach (var fate in RowFates.Of(batch, taken, skipped).AsSpan(0, limit))
            total = new RowFate(total.Rows + fate.Rows, total.Written + fate.Written, total.Rejected + fate.Rejected, total.Skipped + fate.Skipped);
        return total;
    }

    private long AddReasons(RecordBatch batch, int limit)
    {
        long warnings = 0;
        for (RecordBatch? level = batch.Level; level is not null; level = level.Source?.Level)
        {
            int end = level.RowsOf(limit);
            foreach (var failure in level.Failures.Failures)
            {
                if (failure.Row >= end) continue;
                if (failure.Rule.Severity == Severity.Warning) warnings++;
                ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_reasons, new Reason(failure.Rule.Code, failure.Field, failure.Rule.Severity), out bool known);
                seen = known ? seen with { Count = seen.Count + 1 } : new Seen(1, failure.Message);
            }
        }
        return warnings;
    }

    private readonly record struct Reason(string Code, string? Field, Severity Severity);

    private readonly record struct Seen(long Count, string Sample);
}

/// <summary>What a tally has counted.</summary>
internal sealed record TallyState(RunCounts Counts, IReadOnlyList<TargetReport> Targets, IReadOnlyList<ReasonCount> Reasons, IReadOnlyList<long> Read);
