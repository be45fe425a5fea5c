using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>Runs, one a line.</summary>
internal static class HistoryTable
{
    private const int Status = 2;

    public static void Write(TextWriter output, Paint paint, IReadOnlyList<RunRecord> runs, DateTimeOffset now)
    {
        var table = new TextTable(4, 5, 6, 7);
        table.Add("run", "pipeline", "status", "started (UTC)", "duration", "read", "written", "rejected");
        foreach (var run in runs)
        {
            var counts = RunRecordFacts.Counts(run);
            table.Add(run.Run, run.Pipeline, StatusText.Of(run.Status) + (run.RollbackOf is not null ? " (a rollback)" : run.Attempt > 1 ? $" (attempt {run.Attempt})" : ""), RunRecordFacts.Time(run.Started),
                RunRecordFacts.Duration(run, now) is { } time ? Amount.Of(time) : "", Shown(counts?.Read), Shown(counts?.Written), Shown(counts?.Rejected));
        }
        table.Write(output, "", paintCell: (row, column, text) => row == 0 ? paint.Dim(text) : column == Status ? StatusText.Painted(runs[row - 1].Status, text, paint) : text);
    }

    private static string Shown(long? count) => count is { } known ? Amount.Of(known) : "";
}
