using DataMigration.Replay;

namespace DataMigration.Execution;

/// <summary>What the command line says about a run.</summary>
public sealed record RunOptions
{
    /// <summary>Reads, maps and validates for real and writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Stop after so many source rows, or null for all.</summary>
    public long? Rows { get; init; }

    /// <summary>How many mapped rows a dry run's report previews.</summary>
    public int PreviewRows { get; init; } = 10;

    /// <summary>Whether a run that is taken up goes on although the pipeline, its source or its target is not what it was.</summary>
    public bool AcceptChanges { get; init; }

    /// <summary>How long after a checkpoint in the run's folder the next one waits at least.</summary>
    internal TimeSpan CheckpointPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The run whose rejects this one runs again, for the history; null = none.</summary>
    public string? ReplayOf { get; init; }

    /// <summary>What a replay reads in the stead of the pipeline's sources; null for a run of those, and for a replay that is taken up, which has kept it.</summary>
    public ReplayedRejects? Replay { get; init; }

    /// <summary>Worker threads; null = one a core.</summary>
    public int? Workers { get; init; }
}
