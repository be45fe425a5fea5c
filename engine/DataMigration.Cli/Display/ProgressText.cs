using System.Globalization;
using DataMigration.Cli.Output;
using DataMigration.Execution;

namespace DataMigration.Cli.Display;

/// <summary>Progress in words.</summary>
internal static class ProgressText
{
    /// <summary><c>120,000 rows (34%), 61,000 rows/s, 4 s left</c></summary>
    public static string Of(RunProgress progress, long? total)
    {
        string share = Share(progress, total) is { } part ? string.Create(CultureInfo.InvariantCulture, $" ({Math.Floor(part * 100):0}%)") : "";
        string left = Left(progress, total) is { } time ? $", {time} left" : "";
        return $"{Rows(progress)}{share}, {Amount.Rate(progress.Counts.Read, progress.Elapsed)}{left}";
    }

    /// <summary>Rows read, and rejected where there are any.</summary>
    public static string Rows(RunProgress progress) =>
        Amount.Of(progress.Counts.Read, "row") + (progress.Counts.Rejected > 0 ? $", {Amount.Of(progress.Counts.Rejected)} rejected" : "");

    /// <summary>Time left at the mean speed so far, or null while nobody can know.</summary>
    public static string? Left(RunProgress progress, long? total) =>
        Share(progress, total) is { } part and > 0 ? Whole(progress.Elapsed.TotalSeconds * (1 - part) / part) : null;

    private static string Whole(double seconds) =>
        Math.Ceiling(seconds) is < 60 and var few ? string.Create(CultureInfo.InvariantCulture, $"{few:0} s") : Amount.Of(TimeSpan.FromSeconds(Math.Ceiling(seconds)));

    private static double? Share(RunProgress progress, long? total) =>
        total is > 0 && progress.Bytes is { } bytes ? Math.Min(1, (double)bytes / total.Value) : null;
}
