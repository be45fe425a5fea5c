using DataMigration.Configuration;
using DataMigration.Execution;
using DataMigration.Failures;

namespace DataMigration.History;

/// <summary>The files that a run was made of, as they were: its pipeline, its scripts, its project file. They hold no secrets, only <c>${env:…}</c>.</summary>
public static class DefinitionCopies
{
    private const string Folder = "definition";

    /// <summary>Keeps them.</summary>
    /// <exception cref="MigrationException">The run's folder cannot be written.</exception>
    internal static void Write(LoadedPipeline loaded, RunFolder folder)
    {
        try
        {
            foreach (var (name, text) in loaded.Texts)
            {
                string copy = Path.Combine(folder.Path, Folder, Below(loaded.StateDirectory, Path.GetFullPath(name)));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.WriteAllText(copy, text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(ExecutionMessages.RejectsNotWritable.At(null, e.Message), inner: e);
        }
    }

    /// <summary>Texts by path, forward slashes; none when nothing was kept.</summary>
    /// <param name="runFolder">The folder of a run.</param>
    public static IReadOnlyDictionary<string, string> Read(string runFolder)
    {
        string folder = Path.Combine(runFolder, Folder);
        if (!Directory.Exists(folder)) return new Dictionary<string, string>();
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText, StringComparer.Ordinal);
    }

    /// <summary>A file from elsewhere (a script two folders up) keeps its name alone, behind a sign of where it is from.</summary>
    private static string Below(string directory, string path)
    {
        string relative = Path.GetRelativePath(directory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.Combine("elsewhere", Path.GetFileName(path)) : relative;
    }
}
