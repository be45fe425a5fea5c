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
    /// <param name="failures">The batch's failures.</param>
    /// <param name="rows">Rows of the batch at most.</param>
    /// <param name="before">Counts of the rows before the batch.</param>
    public int Limit(FailureSink failures, int rows, RunCounts before)
    {
        if (failures.Rejected is null && (stopAfter?.Percent is null || before.Read >= FirstShareRow)) return rows;
        long rejected = before.Rejected;
        for (int row = 0; row < rows; row++)
        {
            bool bad = failures.IsRejected(row);
            if (bad) rejected++;
            if (bad && failures.StopsRun && failures.Failures.FirstOrDefault(f => f.Row == row && f.Rule.Severity == Severity.Fail) is { } fatal)
            {
                Reason = ExecutionMessages.StoppedByRule.At(fatal.Rule.Span, fatal.Message, fatal.Rule.Span?.ToString() ?? "the target");
                return row + 1;
            }
            if ((bad || before.Read + row + 1 == FirstShareRow) && Exceeds(rejected, before.Read + row + 1)) return row + 1;
        }
        return rows;
    }

    /// <summary>Asks again once the batch's rows, a target's rejects among them, have been counted.</summary>
    public bool Exceeded(RunCounts counts, bool atEnd) => Reason is not null || Exceeds(counts.Rejected, counts.Read, atEnd);

    private bool Exceeds(long rejected, long read, bool atEnd = false)
    {
        if (stopAfter is not { } limit || (limit.Percent is not null && read < FirstShareRow && !atEnd) || !limit.IsExceeded(rejected, read)) return false;
        Reason = ExecutionMessages.StoppedByThreshold.At(null, rejected, read, limit);
        return true;
    }
}
