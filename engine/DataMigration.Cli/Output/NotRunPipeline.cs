using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Orchestration;
using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>What stands in place of a run's report when a pipeline was kept back.</summary>
internal sealed record NotRunPipeline(string? Run, string Pipeline, string Path, RunStatus Status, RunError Error)
{
    public static NotRunPipeline Of(OrderedPipeline pipeline, string path, Diagnostic obstacle) =>
        new(null, pipeline.Name, path, RunStatus.NotRun, new RunError(obstacle.Code, obstacle.Message, obstacle.Remedy));
}
