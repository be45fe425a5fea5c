using System.Text.Json.Serialization;
using DataMigration.Planning;
using DataMigration.State;

namespace DataMigration.Execution;

/// <summary>
/// The report of one run: <c>--output json</c> and <c>report.json</c> hold this object, keys in snake_case. Fields may be added, never renamed;
/// null = unknown, 0 = exactly zero.
/// </summary>
public sealed record RunReport
{
    public required string Run { get; init; }
    public required string Pipeline { get; init; }
    public required RunStatus Status { get; init; }
    public required bool DryRun { get; init; }
    public required string Fingerprint { get; init; }
    public GitState? Git { get; init; }
    public required DateTimeOffset Started { get; init; }
    public required double DurationSeconds { get; init; }
    public required RunCounts Counts { get; init; }
    public required IReadOnlyDictionary<string, SourceReport> Sources { get; init; }
    public required IReadOnlyDictionary<string, TargetReport> Targets { get; init; }
    public required RejectsReport Rejects { get; init; }
    public required StageTimes Stages { get; init; }

    /// <summary>The scripts of the pipeline and the way that each ran; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ScriptUse>? Scripts { get; init; }

    public IReadOnlyList<object> Checks { get; init; } = [];
    public IReadOnlyList<PreviewRow>? Preview { get; init; }
    public RunError? Error { get; init; }

    /// <summary>Whether `datamigrate resume` can go on with it.</summary>
    public bool Resumable { get; init; }

    /// <summary>Whether `datamigrate rollback` can undo what it has written.</summary>
    public bool Undoable { get; init; }

    /// <summary>0, 1, 2, 3 or 130, by the table of exit codes.</summary>
    [JsonIgnore]
    public int ExitCode { get; init; }
}

public sealed record GitState(string Commit, bool Dirty);

public sealed record SourceReport(long Read, long? Bytes);

/// <summary><c>offered = written + rejected + skipped</c>, <c>written = inserted + changed + unchanged + deleted</c>.</summary>
public sealed record TargetReport
{
    public long Offered { get; init; }
    public long Written { get; init; }
    public long Rejected { get; init; }
    public long Skipped { get; init; }
    public long Inserted { get; init; }
    public long Changed { get; init; }
    public long Unchanged { get; init; }
    public long Deleted { get; init; }

    /// <summary>Whether what is counted as written stands in the target now: not after a dry run, nor in a file whose run did not finish.</summary>
    public bool Remains { get; init; }
}

/// <param name="Path">The reject file, or null when nothing was rejected.</param>
/// <param name="Reasons">The reasons file, or null when there is none.</param>
/// <param name="ByReason">Most frequent first; warnings too, marked by their severity.</param>
public sealed record RejectsReport(string? Path, string? Reasons, IReadOnlyList<ReasonCount> ByReason)
{
    /// <summary>The files of sources that joined the driving one; null where none can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SourceRejects>? Joined { get; init; }
}

/// <param name="Source">Its name in the pipeline.</param>
/// <param name="Path">Its reject file, or null when nothing of it was rejected.</param>
/// <param name="Reasons">Its reasons file, or null when there is none.</param>
public sealed record SourceRejects(string Source, string? Path, string? Reasons);

/// <param name="Sample">One message of this reason.</param>
public sealed record ReasonCount(string Code, string? Field, string Severity, long Count, string Sample);

public sealed record StageTimes(double ReadSeconds, double TransformSeconds, double WriteSeconds);

/// <summary>One of the first mapped rows of a dry run, values as text.</summary>
public sealed record PreviewRow(long? Line, IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Reasons);

/// <param name="Code">Of the message.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Place">The line of the pipeline that it is about, <c>file:line:column</c>, or null.</param>
public sealed record RunError(string Code, string Message, string Remedy, string? Place = null);
