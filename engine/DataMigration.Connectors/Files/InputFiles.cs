using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>The inputs that a path stands for.</summary>
internal static class InputFiles
{
    /// <summary>
    /// One file; the files that match a pattern (<c>*</c> and <c>?</c> within a name, <c>**</c> for folders) in the order of their names; the entries of a
    /// zip file, all or those that match what follows its name; or standard input (<c>-</c>). A file that has the path for its very name wins over a pattern.
    /// </summary>
    /// <exception cref="MigrationException">There is none, or one cannot be reached.</exception>
    public static IReadOnlyList<InputFile> Find(FilePath path)
    {
        if (path.Text == InputFile.StandardInputName) return [new InputFile(path, path.Text, path.FullPath, null, 0)];
        try
        {
            var found = new List<InputFile>();
            foreach (var (name, full, entries) in Files(path))
            {
                if (IsZip(full))
                    foreach (string entry in ZipEntries.Find(new FilePath(name, full, path.Span), entries))
                        found.Add(new InputFile(path, $"{name}/{entry}", full, entry, found.Count));
                else
                    found.Add(new InputFile(path, name, full, null, found.Count));
            }
            return found;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Reading(path, e);
        }
    }

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, string FullPath, string? Entries)> Files(FilePath path)
    {
        if (Path.Exists(path.FullPath)) return [(path.Text, path.FullPath, null)];
        if (Archive(path) is { } archive) return [archive];
        // Without a wildcard, opening it says best what is wrong with it.
        if (!PathPattern.IsPattern(path.FullPath)) return [(path.Text, path.FullPath, null)];
        var matches = PatternFiles.Find(path);
        return matches.Count > 0 ? matches.Select(m => (m.Name, m.FullPath, (string?)null)) : throw new MigrationException(FileMessages.NoMatch.At(path.Span, path.Text, path.FullPath));
    }

    /// <summary>A path that goes on behind an existing zip file, as if that were a folder.</summary>
    private static (string Name, string FullPath, string? Entries)? Archive(FilePath path)
    {
        string name = path.Text;
        for (string? at = path.FullPath; (at = Path.GetDirectoryName(at)) is not null && (name = Path.GetDirectoryName(name) ?? "").Length > 0;)
            if (IsZip(at) && File.Exists(at)) return (name, at, Path.GetRelativePath(at, path.FullPath).Replace('\\', '/'));
        return null;
    }
}
