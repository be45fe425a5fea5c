using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.History;

/// <summary>Where the history of a folder is.</summary>
/// <param name="Directory">The folder beside which state lies.</param>
/// <param name="ProjectFile">The project file there, or null.</param>
internal sealed record HistoryPlace(string Directory, string? ProjectFile)
{
    /// <summary>The nearest folder on the way up that has a project file or a history; null when there is none.</summary>
    public static HistoryPlace? Find(string folder)
    {
        for (string? at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            string project = Path.Combine(at, PipelineFiles.ProjectName);
            if (File.Exists(project)) return new HistoryPlace(at, project);
            if (System.IO.Directory.Exists(Path.Combine(at, RunFolder.StateFolder))) return new HistoryPlace(at, null);
        }
        return null;
    }
}
