using System.Text.RegularExpressions;

namespace DataMigration.Configuration;

/// <summary>Finds pipelines where a command names folders, and the project file of a pipeline.</summary>
public static partial class PipelineFiles
{
    /// <summary>The project file's name.</summary>
    public const string ProjectName = "datamigration.yaml";

    /// <summary>
    /// The files named, as they are, and of the folders named every YAML file below them that says <c>pipeline: name</c> at its top level and is no file of tests;
    /// each once, in the order given, those of a folder in ordinal order. Hidden files and folders and links to folders are left out. A path that does not exist stays, for the loader to report.
    /// </summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) =>
        [.. paths.SelectMany(p => Directory.Exists(p) ? Below(p).Order(StringComparer.Ordinal) : Enumerable.Repeat(p, 1)).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];

    /// <summary>The project file of a folder: the nearest one on the way up, or null.</summary>
    public static string? FindProject(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, ProjectName))) return Path.Combine(at, ProjectName);
        return null;
    }

    private static IEnumerable<string> Below(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true };
        options.AttributesToSkip |= FileAttributes.ReparsePoint;
        return Directory.EnumerateFiles(folder, "*", options).Where(f => IsYaml(f) && NamesPipeline(f));
    }

    private static bool IsYaml(string file) =>
        (file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        && !Path.GetFileNameWithoutExtension(file).EndsWith(".tests", StringComparison.OrdinalIgnoreCase);

    private static bool NamesPipeline(string file)
    {
        try
        {
            return File.ReadLines(file).Any(line => PipelineKey().IsMatch(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It may be a pipeline; leaving it out would hide it. The loader says what is wrong.
            return true;
        }
    }

    [GeneratedRegex("""\A\uFEFF?(?:pipeline|"pipeline"|'pipeline')[ \t]*:[ \t]+(?!#)\S""", RegexOptions.CultureInvariant)]
    private static partial Regex PipelineKey();
}
