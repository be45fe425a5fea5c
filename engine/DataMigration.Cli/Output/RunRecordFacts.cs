using System.Globalization;
using System.Text.Json;
using DataMigration.Execution;
using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>What a record says, ready to print.</summary>
internal static class RunRecordFacts
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Of a run under way, so far; null when unknown.</summary>
    public static TimeSpan? Duration(RunRecord record, DateTimeOffset now) =>
        record.Status == RunStatus.Running ? now - record.Started : record.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Null when unknown.</summary>
    public static RunCounts? Counts(RunRecord record) => record.Counts is { } text ? JsonSerializer.Deserialize<RunCounts>(text, OutputJson.Style) : null;

    /// <summary>The folder with the run's files, or null when there is none here.</summary>
    public static string? Folder(RunRecord record) => record.ReportPath is { } path && Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The report that the last attempt left, or null: one under way or killed may still have that of an attempt before.</summary>
    public static RunReport? Report(RunRecord record)
    {
        if (record.Status is RunStatus.Running or RunStatus.Abandoned || record.ReportPath is not { } path || !File.Exists(path)) return null;
        return JsonSerializer.Deserialize<RunReport>(File.ReadAllText(path), OutputJson.Style);
    }
}
