using DataMigration.Execution;
using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>What a person reads after a run: how it ended, counts that add up, what each target did, why rows were rejected, where the files are.</summary>
internal sealed class RunSummary(TextWriter output, Paint paint, int? width)
{
    private const string Warning = "warning";

    /// <param name="reportPath">Where the report was kept, or null when it was not.</param>
    public void Write(RunReport report, string? reportPath)
    {
        output.WriteLine(Headline(report));
        if (report.Error is { } error) FailureText.Write(output, paint, error.Code, error.Message, error.Remedy, error.Place);
        if (ChangedNothing(report)) output.WriteLine(NothingChanged(report));
        output.WriteLine();
        output.WriteLine("  " + Equation(report.Counts));
        foreach (var (name, target) in report.Targets) output.WriteLine("  " + Line(name, target, report.DryRun));
        WriteReasons("rejected, by reason", [.. report.Rejects.ByReason.Where(r => r.Severity != Warning)], paint.Red);
        WriteReasons("warnings", [.. report.Rejects.ByReason.Where(r => r.Severity == Warning)], paint.Yellow);
        foreach (var script in (report.Scripts ?? []).Where(s => !s.Compiled)) output.WriteLine("  " + paint.Dim(Printable.Line($"{script.Use} ({script.Place}) was interpreted, which takes many times as long: {script.Obstacle}")));
        if (report.Preview is { Count: > 0 } preview) new PreviewTable(output, paint, width).Write(preview);
        WritePlaces(report, reportPath);
    }

    /// <summary>Whether the run took rows and left every target as it was.</summary>
    internal static bool ChangedNothing(RunReport report) =>
        report.Status is RunStatus.Completed or RunStatus.CompletedWithRejects && report.Counts.Written + report.Counts.Skipped > 0
        && report.Targets.Values.All(t => t.Inserted + t.Changed + t.Deleted == 0);

    /// <summary>Rows that were skipped may be there, or not.</summary>
    private string NothingChanged(RunReport report)
    {
        string nothing = report.DryRun ? "Nothing would change" : "Nothing changed";
        if (report.Targets.Values.Any(t => t.Skipped > 0)) return paint.Yellow($"{nothing}.");
        string rows = report.Counts.Rejected > 0 ? "every other row" : "every row";
        return paint.Green($"{nothing}: the target {(report.DryRun ? "has" : "had")} {rows} already.");
    }

    private string Headline(RunReport report)
    {
        var time = TimeSpan.FromSeconds(report.DurationSeconds);
        string status = StatusText.Painted(report.Status, paint);
        // Of a run within a second, the rate would be that of starting up.
        string rate = time.TotalSeconds >= 1 && report.Counts.Read > 0 ? $", {Amount.Rate(report.Counts.Read, time)}" : "";
        return $"{paint.Bold(report.Pipeline)}: {status}{(report.DryRun ? " (dry run, nothing was written)" : "")} in {Amount.Of(time)}{rate}";
    }

    private static string Equation(RunCounts counts)
    {
        string added = counts.Added > 0 ? $" + {Amount.Of(counts.Added)} added" : "";
        return $"{Amount.Of(counts.Read)} read{added} {(counts.AddUp ? "=" : "≠")} {Amount.Of(counts.Written)} written + {Amount.Of(counts.Rejected)} rejected"
            + $" + {Amount.Of(counts.Filtered)} filtered + {Amount.Of(counts.Skipped)} skipped";
    }

    private string Line(string name, TargetReport target, bool dryRun)
    {
        string deleted = target.Deleted > 0 ? $", {Amount.Of(target.Deleted)} deleted" : "";
        string gone = target.Remains || dryRun || target.Written == 0 ? "" : paint.Yellow(" (none of it remains: it appears only when a run finishes)");
        return $"{paint.Bold(Printable.Line(name))}: {Amount.Of(target.Inserted)}{(dryRun ? " would be" : "")} inserted, {Amount.Of(target.Changed)} changed, {Amount.Of(target.Unchanged)} unchanged"
            + $"{deleted}, {Amount.Of(target.Skipped)} skipped, {Amount.Of(target.Rejected)} rejected{gone}";
    }

    private void WriteReasons(string title, List<ReasonCount> reasons, Func<string, string> colour)
    {
        if (reasons.Count == 0) return;
        output.WriteLine();
        output.WriteLine(colour(title));
        var table = new TextTable(rightAligned: 0);
        foreach (var reason in reasons) table.Add(Amount.Of(reason.Count), reason.Code, reason.Field ?? "(row)", reason.Sample);
        table.Write(output, indent: "  ");
    }

    private void WritePlaces(RunReport report, string? reportPath)
    {
        var table = new TextTable();
        if (report.Rejects.Path is { } rows) table.Add("rejects", Shown(rows));
        if (report.Rejects.Reasons is { } reasons) table.Add("reasons", Shown(reasons));
        foreach (var joined in report.Rejects.Joined ?? [])
        {
            if (joined.Path is { } joinedRows) table.Add($"rejects of {joined.Source}", Shown(joinedRows));
            if (joined.Reasons is { } joinedReasons) table.Add($"reasons of {joined.Source}", Shown(joinedReasons));
        }
        // Of a run that broke off, most rows are not among the rejects.
        if (report is { DryRun: false, Status: RunStatus.CompletedWithRejects, Rejects.Path: not null }) table.Add("mended?", $"datamigrate replay {report.Run}");
        if (report.Resumable) table.Add("go on", $"datamigrate resume {report.Run}");
        if (report.Undoable) table.Add("undo", $"datamigrate rollback {report.Run}");
        if (reportPath is not null) table.Add("report", Shown(reportPath));
        if (table.IsEmpty) return;
        output.WriteLine();
        table.Write(output, indent: "  ", paint.Dim);
    }

    /// <summary>Relative where that is a path downwards, so that it can be read and pasted.</summary>
    private static string Shown(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
