using DataMigration.Configuration;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Planning;

/// <summary>Sees to it that a run writes each file once: the second of two targets, or the copy of the rejects, would spoil what the first left there.</summary>
internal static class WrittenFiles
{
    public static void Check(LoadedPipeline loaded, DiagnosticBag diagnostics)
    {
        var writers = new Dictionary<string, string>(StringComparer.Ordinal);
        // The path behind a variable without a value is unknown, and stands for the folder then.
        string folder = Path.GetDirectoryName(loaded.Path)!;
        foreach (var (name, target) in loaded.Definition!.Targets)
            foreach (var path in OptionReferences.In<FilePath>(target.Target.Options)) Add(path, $"target '{name}'");
        if (loaded.Definition.Rejects?.Path is { } rejects) Add(rejects, "`rejects`");

        void Add(FilePath path, string writer)
        {
            if (path.FullPath != folder && !writers.TryAdd(path.FullPath, writer))
                diagnostics.Add(PlanningMessages.WrittenTwice, path.Span, path.Text, writers[path.FullPath], writer);
        }
    }
}
