namespace DataMigration.State;

/// <summary>One run as the history keeps it: enough to list it, to explain it and to take it up again.</summary>
public sealed record RunRecord
{
    /// <summary>Its id; sorts by the time of its start.</summary>
    public required string Run { get; init; }

    /// <summary>1, and one more each time it is taken up.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The pipeline's file, absolute.</summary>
    public required string PipelineFile { get; init; }

    /// <summary>The project file, absolute, or null where there is none.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>As <c>--environment</c> said, or null.</summary>
    public string? Environment { get; init; }

    /// <summary>What <c>--set</c> said, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>As <c>--rows</c> said, or null.</summary>
    public long? Rows { get; init; }

    /// <summary>What the run was made of, part by part; the engine's own text, empty until it is known.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The machine of the last attempt.</summary>
    public required string Host { get; init; }

    /// <summary>Who started the last attempt.</summary>
    public required string User { get; init; }

    /// <summary>The process of the last attempt.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The commit that the pipeline file stands in, or null when unknown.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Whether the work tree differed from it.</summary>
    public bool GitDirty { get; init; }

    /// <summary>When the first attempt began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the last attempt ended, UTC; null while it runs. Of an abandoned run, its last sign of life.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The last sign of life, UTC.</summary>
    public required DateTimeOffset Heartbeat { get; init; }

    /// <summary>How long all attempts took together, or null when unknown.</summary>
    public double? Seconds { get; init; }

    /// <summary>What became of it.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Its rows by their end, as the report has them (JSON), or null when unknown.</summary>
    public string? Counts { get; init; }

    /// <summary>The report's file, absolute, or null when there is none.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Code of what went wrong, or null.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What went wrong, secrets masked, or null.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The run whose rejects this one runs again, or null.</summary>
    public string? ReplayOf { get; init; }

    /// <summary>The run that this one undoes, or null.</summary>
    public string? RollbackOf { get; init; }

    /// <summary>Where its journals are (the engine's own text), or null when it keeps none or they are gone.</summary>
    public string? Journals { get; init; }

    /// <summary>The rollback that undid it, or null.</summary>
    public string? RolledBackBy { get; init; }

    /// <summary>Whether it can be taken up should it not come to its end; of an ended run, whether it can be taken up now.</summary>
    public bool Resumable { get; init; }

    /// <summary>Why it cannot be taken up, or null.</summary>
    public string? Obstacle { get; init; }
}
