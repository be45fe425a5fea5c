namespace DataMigration.Replay;

/// <summary>What a replay reads in the stead of the pipeline's sources.</summary>
/// <param name="Run">The run whose rejects they are.</param>
/// <param name="Inputs">Its inputs, the driving source first.</param>
public sealed record ReplayedRejects(string Run, IReadOnlyList<ReplayedInput> Inputs)
{
    /// <summary>What stands in for a source, or null when it is read itself (a lookup's table).</summary>
    internal ReplayedInput? Of(string source) => Inputs.FirstOrDefault(i => i.Source == source);
}

/// <summary>One input of a run that is replayed.</summary>
/// <param name="Source">Its name in the pipeline.</param>
/// <param name="File">The reject file as it was mended, absolute; null where the source had no rejects.</param>
/// <param name="Filed">The file as the run filed it, absolute; null where it is gone.</param>
/// <param name="Reasons">The run's reasons file, absolute; null where there is none.</param>
public sealed record ReplayedInput(string Source, string? File, string? Filed, string? Reasons);
