using System.Globalization;
using System.Security.Cryptography;

namespace DataMigration.Execution;

/// <summary>A run's id and the folder that keeps its files.</summary>
/// <param name="SpillFolder">For what outgrows memory; a dry run's is elsewhere, as it leaves nothing in the project.</param>
internal sealed record RunFolder(string Id, string Path, string SpillFolder)
{
    public const string StateFolder = ".datamigration";

    /// <summary>A new run: its id names the start (UTC), the pipeline and four random digits, and sorts by time.</summary>
    public static RunFolder New(string stateDirectory, string pipeline, DateTimeOffset started, bool dryRun)
    {
        while (true)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{started.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{pipeline}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
            string path = System.IO.Path.Combine(stateDirectory, StateFolder, "runs", id);
            // Two runs of one second can draw the same digits.
            if (!Directory.Exists(path)) return new RunFolder(id, path, dryRun ? TemporarySpill() : System.IO.Path.Combine(path, "spill"));
        }
    }

    /// <summary>The folder of a run that is taken up.</summary>
    public static RunFolder Of(string stateDirectory, string id)
    {
        string path = System.IO.Path.Combine(stateDirectory, StateFolder, "runs", id);
        return new RunFolder(id, path, System.IO.Path.Combine(path, "spill"));
    }

    /// <summary>The state directory that the folder of a run lies in.</summary>
    public static string StateDirectoryOf(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(path, "..", "..", ".."));

    /// <summary>What steps and rules remember; stays until the run is complete.</summary>
    public string KeysFolder => System.IO.Path.Combine(Path, "keys");

    /// <summary>Takes away what only an unfinished run needs.</summary>
    public void RemoveCheckpoints()
    {
        try
        {
            new Checkpoints.CheckpointFile(this).Delete();
            Remove(KeysFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It takes space until the run's folder goes, and is asked for no more.
        }
    }

    /// <summary>Keeps the report and takes away what only the run needed.</summary>
    /// <returns>What kept it from doing so, or null.</returns>
    public string? Save(RunReport report)
    {
        try
        {
            Directory.CreateDirectory(Path);
            Remove(SpillFolder);
            File.WriteAllText(ReportPath, ReportJson.Serialize(report) + "\n");
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ExecutionMessages.RejectsNotWritable.At(null, e.Message).ToString();
        }
    }

    /// <summary>A folder, not made yet, for what outgrows the memory of something that is not to leave a trace.</summary>
    public static string TemporarySpill() => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"datamigration-{Guid.NewGuid():N}");

    /// <summary>Takes away what outgrew memory.</summary>
    public static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>A source's name as part of a file's: names are free, and one with a slash must not lead out of the folder.</summary>
    public static string FileNameOf(string source) => string.Concat(source.Select(c => c is '/' or '\\' or ':' or '%' || char.IsControl(c) ? $"%{(int)c:X2}" : c.ToString()));

    public string ReportPath => System.IO.Path.Combine(Path, "report.json");

    public string RejectsFolder => System.IO.Path.Combine(Path, "rejects");
}
