using DataMigration.Execution;

namespace DataMigration.Cli;

/// <summary>Remembers where a run keeps its files, so that the summary can say it.</summary>
internal sealed class RunPlace : IRunObserver
{
    private string? _directory;

    /// <summary>The kept report, or null where there is none.</summary>
    public string? ReportPath => _directory is { } directory && Path.Combine(directory, "report.json") is var path && File.Exists(path) ? path : null;

    public void Started(string run, string pipeline, long? totalBytes, string? directory) => _directory = directory;
}
