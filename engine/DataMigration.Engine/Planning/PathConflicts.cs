using DataMigration.Configuration;
using DataMigration.Configuration.Definitions;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Transforms;

namespace DataMigration.Planning;

/// <summary>Finds files that one part of a pipeline writes over another's, or over another pipeline's: the last to finish would win, and the run would look good.</summary>
internal static class PathConflicts
{
    private static readonly StringComparer Names = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public static void Check(LoadedPipeline loaded, DiagnosticBag diagnostics)
    {
        var definition = loaded.Definition!;
        var taken = new Dictionary<string, string>(Names) { [Path.GetFullPath(loaded.Path)] = "this pipeline" };
        var patterns = new List<(string Pattern, string Owner)>();
        foreach (var script in definition.Scripts) taken.TryAdd(Full(script), "a file of its scripts");
        foreach (var (name, connection) in loaded.Project!.Connections) Take(connection.Connection.Options, $"the connection '{name}'");
        foreach (var (name, source) in definition.Sources) Take(source.Source.Options, $"the source '{name}'");
        var told = new HashSet<FilePath>();
        foreach (var (path, full, what) in Written(loaded))
            if (told.Contains(path)) continue;
            else if (!taken.TryAdd(full, what)) Tell(PlanningMessages.SamePath, path, what, full, taken[full]);
            else if (patterns.FirstOrDefault(p => PathPattern.Matches(p.Pattern, Slashed(full))) is { Owner: { } owner }) Tell(PlanningMessages.ReadBack, path, what, full, owner);

        // The files beside the rejects need the same new name.
        void Tell(DiagnosticDescriptor message, FilePath path, string what, string full, string owner)
        {
            told.Add(path);
            diagnostics.Add(message, path.Span, what, Path.GetFileName(full), owner);
        }

        void Take(object? options, string owner)
        {
            foreach (var path in Paths(loaded, options))
                if (taken.TryAdd(Full(path), owner) && PathPattern.IsPattern(path.FullPath) && !File.Exists(path.FullPath)) patterns.Add((Slashed(Full(path)), owner));
        }
    }

    /// <summary>Those that several pipelines of one command write.</summary>
    /// <param name="pipelines">Those with errors are left out.</param>
    /// <param name="message">What is said.</param>
    /// <param name="findings">For each of them.</param>
    public static void Between(IReadOnlyList<LoadedPipeline> pipelines, DiagnosticDescriptor message, IReadOnlyList<DiagnosticBag> findings)
    {
        var taken = new Dictionary<string, (int Pipeline, string What)>(Names);
        for (int i = 0; i < pipelines.Count; i++)
        {
            if (pipelines[i].Definition is null) continue;
            var told = new HashSet<FilePath>();
            foreach (var (path, full, what) in Written(pipelines[i]))
                if (!taken.TryAdd(full, (i, what)) && taken[full] is var (other, owner) && other != i && told.Add(path))
                    findings[i].Add(message, path.Span, what, Path.GetFileName(full), $"{owner} of pipeline '{pipelines[other].Definition!.Pipeline}'");
        }
    }

    /// <summary>The files that a pipeline writes under names of its author's.</summary>
    private static IEnumerable<(FilePath Path, string Full, string What)> Written(LoadedPipeline loaded)
    {
        var definition = loaded.Definition!;
        foreach (var (name, target) in definition.Targets)
            foreach (var path in Paths(loaded, target.Target.Options))
                yield return (path, Full(path), $"the target '{name}'");
        if (definition.Rejects?.Path is not { } rejects || !IsKnown(loaded, rejects)) yield break;
        yield return (rejects, Full(rejects), "the reject file");
        if (definition.Rejects.Reasons != ReasonPlace.Column) yield return (rejects, RejectCopy.ReasonsOf(Full(rejects)), "the reasons file beside the rejects");
        foreach (string source in definition.Transforms.Select(t => t.Transform.Options).OfType<UnionOptions>().SelectMany(u => u.Sources).Select(s => s.Name).Distinct(StringComparer.Ordinal))
        {
            string joined = RunRejects.JoinedPath(Full(rejects), source);
            yield return (rejects, joined, $"the reject file of source '{source}'");
            if (definition.Rejects.Reasons != ReasonPlace.Column) yield return (rejects, RejectCopy.ReasonsOf(joined), $"the reasons file of source '{source}'");
        }
    }

    /// <summary>All but standard input and output.</summary>
    private static IEnumerable<FilePath> Paths(LoadedPipeline loaded, object? options) => OptionReferences.In<FilePath>(options).Where(p => p.Text != "-" && IsKnown(loaded, p));

    /// <summary>A path behind a variable without a value stands for the folder.</summary>
    private static bool IsKnown(LoadedPipeline loaded, FilePath path) => path.FullPath != Path.GetDirectoryName(loaded.Path);

    private static string Full(FilePath path) => Path.GetFullPath(path.FullPath);

    private static string Slashed(string path) => path.Replace('\\', '/');
}
