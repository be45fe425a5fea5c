using DataMigration.Configuration;
using DataMigration.Execution;
using DataMigration.State;

namespace DataMigration.History;

/// <summary>What is known of a run when it begins.</summary>
internal static class RunRecords
{
    public static RunRecord Of(LoadedPipeline loaded, RunFolder folder, DateTimeOffset started, DateTimeOffset now, LoadOptions load, RunOptions options) => new()
    {
        Run = folder.Id,
        Pipeline = loaded.Definition!.Pipeline,
        PipelineFile = loaded.Path,
        ProjectFile = loaded.ProjectFile,
        Environment = load.Environment,
        Parameters = load.Parameters,
        Rows = options.Rows,
        Fingerprint = "",
        Host = Environment.MachineName,
        User = Environment.UserName,
        ProcessId = Environment.ProcessId,
        Started = started,
        Heartbeat = now,
        Status = RunStatus.Running,
        ReportPath = folder.ReportPath,
        ReplayOf = options.ReplayOf,
    };
}
