using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Execution;

/// <summary>Decides, row by row in source order, when rejects or a failing rule end the run.</summary>
internal sealed class StopRule(Threshold? stopAfter)
{
    /// <summary>Rows from which on a share means something.</summary>
    public const int FirstShareRow = 1000;

    /// <summary>Why the run stops, or null.</summary>
    public Diagnostic? Reason { get; private set; }

    /// <summary>How many of the batch's rows still count: up to the row that ends the run.</summary>
    /// <param name="batch">The last batch of a block.</param>
    /// <param name="rows">Source rows of it at most.</param>
    /// <param name="before">Counts of the rows before the batch.</param>
    public int Limit(RecordBatch batch, int rows, RunCounts before)
    {
        if (batch.Level.AddsRows) return LimitFamilies(batch, rows, before);
        var failures = batch.Failures;
        if (failures.Rejected is null && (stopAfter?.Percent is null || before.All >= FirstShareRow)) return rows;
        long rejected = before.Rejected;
        for (int row = 0; row < rows; row++)
        {
            bool bad = failures.IsRejected(row);
            if (bad) rejected++;
            if (bad && Stops(failures, row)) return row + 1;
            if ((bad || before.All + row + 1 == FirstShareRow) && Exceeds(rejected, before.All + row + 1)) return row + 1;
        }
        return rows;
    }

    /// <summary>Asks again once the batch's rows, a target's rejects among them, have been counted.</summary>
    public bool Exceeded(RunCounts counts, bool atEnd) => Reason is not null || Exceeds(counts.Rejected, counts.All, atEnd);

    private int LimitFamilies(RecordBatch batch, int rows, RunCounts before)
    {
        var fates = RowFates.Of(batch);
        var levels = RowFates.Levels(batch).Where(l => l.Level.Failures.StopsRun).Select(l => l.Level).ToList();
        long rejected = before.Rejected, all = before.All;
        for (int root = 0; root < rows; root++)
        {
            bool reached = all < FirstShareRow && all + fates[root].Rows >= FirstShareRow;
            all += fates[root].Rows;
            rejected += fates[root].Rejected;
            if (fates[root].Rejected > 0)
                foreach (var level in levels)
                    for (int row = level.RowsOf(root); row < level.RowsOf(root + 1); row++)
                        if (Stops(level.Failures, row)) return root + 1;
            if ((fates[root].Rejected > 0 || reached) && Exceeds(rejected, all)) return root + 1;
        }
        return rows;
    }

    private bool Stops(FailureSink failures, int row)
    {
        if (!failures.StopsRun || failures.Failures.FirstOrDefault(f => f.Row == row && f.Rule.Severity == Severity.Fail) is not { } fatal) return false;
        Reason = ExecutionMessages.StoppedByRule.At(fatal.Rule.Span, fatal.Message, fatal.Rule.Span?.ToString() ?? "the target");
        return true;
    }

    private bool Exceeds(long rejected, long read, bool atEnd = false)
    {
        if (stopAfter is not { } limit || (limit.Percent is not null && read < FirstShareRow && !atEnd) || !limit.IsExceeded(rejected, read)) return false;
        Reason = ExecutionMessages.StoppedByThreshold.At(null, rejected, read, limit);
        return true;
    }
}
