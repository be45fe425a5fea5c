using System.Globalization;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>A file that a run has replaced or taken away, under a hidden name beside it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Run">The run that keeps it.</param>
/// <param name="Generation">Of those kept of one file the one with the highest number was kept last.</param>
internal sealed record KeptFile(string Path, string Run, int Generation)
{
    private const string Suffix = ".former";

    public static string NameOf(string path, string run, int generation) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $".{System.IO.Path.GetFileName(path)}.{run}.{generation}{Suffix}"));

    /// <summary>What is kept in a folder, by the name that the file had.</summary>
    public static ILookup<string, KeptFile> In(string folder)
    {
        string[] found = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Suffix) : [];
        return found.Select(Parse).OfType<(string Name, KeptFile File)>().ToLookup(f => f.Name, f => f.File, StringComparer.Ordinal);
    }

    /// <summary>What a run keeps of a file, if it does.</summary>
    public static KeptFile? Find(string path, string run) =>
        In(System.IO.Path.GetDirectoryName(path)!)[System.IO.Path.GetFileName(path)].FirstOrDefault(k => k.Run == run);

    /// <summary>From its end, where neither the number nor the run has a dot.</summary>
    private static (string Name, KeptFile File)? Parse(string path)
    {
        string name = System.IO.Path.GetFileName(path)[..^Suffix.Length];
        int number = name.LastIndexOf('.');
        int run = number > 0 ? name.LastIndexOf('.', number - 1) : -1;
        if (run < 2 || name[0] != '.' || !int.TryParse(name.AsSpan(number + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int generation)) return null;
        return (name[1..run], new KeptFile(path, name[(run + 1)..number], generation));
    }
}
