using DataMigration.Configuration;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Planning;

/// <summary>Finds files that one part of a pipeline writes over another's: the last to finish would win, and the run would look good.</summary>
internal static class PathConflicts
{
    private static readonly StringComparer Names = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public static void Check(LoadedPipeline loaded, DiagnosticBag diagnostics)
    {
        var definition = loaded.Definition!;
        var taken = new Dictionary<string, string>(Names) { [Path.GetFullPath(loaded.Path)] = "this pipeline" };
        foreach (var script in definition.Scripts) taken.TryAdd(Full(script), "a file of its scripts");
        foreach (var (name, connection) in loaded.Project!.Connections) Take(connection.Connection.Options, $"the connection '{name}'");
        foreach (var (name, source) in definition.Sources) Take(source.Source.Options, $"the source '{name}'");
        foreach (var (name, target) in definition.Targets)
            foreach (var path in Paths(target.Target.Options))
                Write(path, Full(path), $"the target '{name}'");
        if (definition.Rejects?.Path is not { } rejects) return;
        if (Write(rejects, Full(rejects), "the reject file")) Write(rejects, Path.ChangeExtension(Full(rejects), ".reasons.jsonl"), "the reasons file beside the rejects");

        // All but standard input and output, and but paths behind a variable without a value, which stand for the folder.
        IEnumerable<FilePath> Paths(object? options) =>
            OptionReferences.In<FilePath>(options).Where(p => p.Text != "-" && p.FullPath != Path.GetDirectoryName(loaded.Path));

        void Take(object? options, string owner)
        {
            foreach (var path in Paths(options)) taken.TryAdd(Full(path), owner);
        }

        bool Write(FilePath path, string full, string what)
        {
            if (taken.TryAdd(full, what)) return true;
            diagnostics.Add(PlanningMessages.SamePath, path.Span, what, Path.GetFileName(full), taken[full]);
            return false;
        }
    }

    private static string Full(FilePath path) => Path.GetFullPath(path.FullPath);
}
