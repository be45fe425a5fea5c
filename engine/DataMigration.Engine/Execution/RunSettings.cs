namespace DataMigration.Execution;

/// <summary>The numbers of one run.</summary>
/// <param name="Rows">The most source rows it takes.</param>
/// <param name="BatchRows">Rows a commit.</param>
/// <param name="PreviewRows">Mapped rows it keeps for the report.</param>
internal sealed record RunSettings(string RunId, string Pipeline, bool DryRun, long Rows, int BatchRows, int PreviewRows, int Workers, string SpillFolder);
