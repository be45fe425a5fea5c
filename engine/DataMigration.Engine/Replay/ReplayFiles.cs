using System.Text.Json;
using DataMigration.Execution;
using DataMigration.State;

namespace DataMigration.Replay;

/// <summary>Finds the reject files of a run, and keeps those that a replay reads with the replay, so that its own rejects may take their name.</summary>
public static class ReplayFiles
{
    private const string Folder = "replayed", List = "inputs.json";

    private static readonly string[] Endings = [".csv", ".jsonl"], Reasons = [".reasons.jsonl"];

    /// <summary>The reject files of a run: the copy that the pipeline wanted while no other run has replaced it, else the run's own.</summary>
    /// <param name="record">The run.</param>
    /// <param name="given">The driving source's file, where somebody names it, absolute; else null.</param>
    /// <returns>Null where the run has no reports any more, or no rejects.</returns>
    public static ReplayedRejects? Find(RunRecord record, string? given)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.ReportPath is not { } path || !File.Exists(path) || JsonSerializer.Deserialize<RunReport>(File.ReadAllText(path), ReportJson.Options) is not { } report) return null;
        string state = RunFolder.StateDirectoryOf(Path.GetDirectoryName(path)!), folder = RunFolder.Of(state, record.Run).RejectsFolder;
        var inputs = new List<ReplayedInput>();
        foreach (string source in report.Sources.Keys)
        {
            string? copy = inputs.Count == 0 ? report.Rejects.Path : report.Rejects.Joined?.FirstOrDefault(j => j.Source == source)?.Path;
            string? filed = Own(folder, source, rows: true), reasons = Own(folder, source, rows: false);
            string? file = inputs.Count == 0 && given is not null ? given : copy is not null && new RejectCopy(state, copy).IsOf(record.Run) ? copy : filed;
            inputs.Add(new ReplayedInput(source, file, filed, reasons));
        }
        return inputs.TrueForAll(i => i.File is null) ? null : new ReplayedRejects(record.Run, inputs);
    }

    /// <summary>The same with the copies that the replay will read. Makes none.</summary>
    internal static ReplayedRejects Placed(ReplayedRejects found, RunFolder run) => found with
    {
        Inputs = [.. found.Inputs.Select(i => i.File is null ? i : i with { File = Path.Combine(run.Path, Folder, RunFolder.FileNameOf(i.Source) + Path.GetExtension(i.Filed ?? i.File)) })],
    };

    /// <summary>Makes the copies.</summary>
    /// <exception cref="IOException">A file cannot be read, or the folder not be written.</exception>
    internal static void Copy(ReplayedRejects found, ReplayedRejects placed, RunFolder run)
    {
        string folder = Path.Combine(run.Path, Folder);
        Directory.CreateDirectory(folder);
        foreach (var (from, to) in found.Inputs.Zip(placed.Inputs))
            if (from.File is not null) File.Copy(from.File, to.File!, overwrite: true);
        File.WriteAllText(Path.Combine(folder, List), JsonSerializer.Serialize(placed, EngineJson.Default.ReplayedRejects));
    }

    /// <summary>What a replay that is taken up has been reading, or null for a run that is none.</summary>
    internal static ReplayedRejects? Kept(RunFolder run)
    {
        string list = Path.Combine(run.Path, Folder, List);
        return File.Exists(list) ? JsonSerializer.Deserialize(File.ReadAllText(list), EngineJson.Default.ReplayedRejects) : null;
    }

    private static string? Own(string folder, string source, bool rows)
    {
        string name = Path.Combine(folder, RunFolder.FileNameOf(source));
        return (rows ? Endings : Reasons).Select(e => name + e).FirstOrDefault(File.Exists);
    }
}
