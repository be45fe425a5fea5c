using DataMigration.Rollback;

namespace DataMigration.Execution;

/// <summary>The numbers of one run.</summary>
/// <param name="Rows">The most source rows it takes.</param>
/// <param name="BatchRows">Rows a commit.</param>
/// <param name="PreviewRows">Mapped rows it keeps for the report.</param>
internal sealed record RunSettings(string RunId, string Pipeline, bool DryRun, long Rows, int BatchRows, int PreviewRows, int Workers, string SpillFolder)
{
    /// <summary>How long after a checkpoint in the run's folder the next one waits at least.</summary>
    public TimeSpan CheckpointPause { get; init; }

    /// <summary>Where the targets write down what undoes the run; null where none does.</summary>
    public RunJournals? Journals { get; init; }
}
