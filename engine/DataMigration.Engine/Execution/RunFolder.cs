using System.Globalization;
using System.Security.Cryptography;

namespace DataMigration.Execution;

/// <summary>A run's id and the folder that keeps its files.</summary>
internal sealed record RunFolder(string Id, string Path)
{
    public const string StateFolder = ".datamigration";

    /// <summary>A new run: its id names the start (UTC), the pipeline and four random digits, and sorts by time.</summary>
    public static RunFolder New(string stateDirectory, string pipeline, DateTimeOffset started)
    {
        while (true)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{started.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{pipeline}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
            string path = System.IO.Path.Combine(stateDirectory, StateFolder, "runs", id);
            // Two runs of one second can draw the same digits.
            if (!Directory.Exists(path)) return new RunFolder(id, path);
        }
    }

    /// <summary>Keeps the report and takes away what only the run needed.</summary>
    /// <returns>What kept it from doing so, or null.</returns>
    public string? Save(RunReport report)
    {
        try
        {
            Directory.CreateDirectory(Path);
            if (Directory.Exists(SpillFolder)) Directory.Delete(SpillFolder, recursive: true);
            File.WriteAllText(ReportPath, ReportJson.Serialize(report) + "\n");
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ExecutionMessages.RejectsNotWritable.At(null, e.Message).ToString();
        }
    }

    /// <summary>Takes away what a dry run needed on disk, and the folders that were made for it.</summary>
    public void Remove()
    {
        try
        {
            if (!Directory.Exists(Path)) return;
            Directory.Delete(Path, recursive: true);
            string runs = System.IO.Path.GetDirectoryName(Path)!;
            foreach (string folder in new[] { runs, System.IO.Path.GetDirectoryName(runs)! })
                if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run uses the folders by now; empty ones hurt nobody.
        }
    }

    /// <summary>A source's name as part of a file's: names are free, and one with a slash must not lead out of the folder.</summary>
    public static string FileNameOf(string source) => string.Concat(source.Select(c => c is '/' or '\\' or ':' or '%' || char.IsControl(c) ? $"%{(int)c:X2}" : c.ToString()));

    public string ReportPath => System.IO.Path.Combine(Path, "report.json");

    public string RejectsFolder => System.IO.Path.Combine(Path, "rejects");

    public string SpillFolder => System.IO.Path.Combine(Path, "spill");
}
