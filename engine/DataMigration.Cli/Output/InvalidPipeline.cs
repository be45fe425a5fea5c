using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>What stands in place of a run's report when there was no run.</summary>
internal sealed record InvalidPipeline(string? Run, string Path, RunStatus Status, IReadOnlyList<FindingRecord> Diagnostics)
{
    public static InvalidPipeline Of(string path, Findings findings) => new(null, path, RunStatus.Failed, [.. findings.Items.Select(FindingRecord.Of)]);
}
