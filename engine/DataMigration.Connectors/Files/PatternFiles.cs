using DataMigration.Declarations;

namespace DataMigration.Connectors.Files;

/// <summary>Finds the files that a pattern stands for.</summary>
internal static class PatternFiles
{
    private static readonly string[] AnyFile = ["*"];

    // What cannot be looked into is a failure, not a file less; links between folders are not followed, since they may go round.
    private static readonly EnumerationOptions Options = new() { AttributesToSkip = 0, IgnoreInaccessible = false, MatchType = MatchType.Simple, ReturnSpecialDirectories = false };

    /// <summary>The files that match, by name, in ordinal order.</summary>
    public static IReadOnlyList<(string Name, string FullPath)> Find(FilePath path)
    {
        string root = path.FullPath, prefix = path.Text;
        var parts = new Stack<string>();
        while (PathPattern.IsPattern(root))
        {
            parts.Push(Path.GetFileName(root));
            root = Path.GetDirectoryName(root)!;
            prefix = Path.GetDirectoryName(prefix) ?? "";
        }
        var found = new List<string>();
        if (Directory.Exists(root)) Walk(root, [.. parts], found);
        return [.. found.Distinct(StringComparer.Ordinal).Select(f => (Name: Path.GetRelativePath(root, f).Replace('\\', '/'), FullPath: f))
            .OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (prefix.Length == 0 ? f.Name : Path.Join(prefix, f.Name), f.FullPath))];
    }

    private static void Walk(string folder, ReadOnlySpan<string> pattern, List<string> found)
    {
        string part = pattern[0];
        var rest = pattern[1..];
        if (part == PathPattern.AnyFolders && rest.IsEmpty) rest = AnyFile;
        if (part == PathPattern.AnyFolders)
        {
            Walk(folder, rest, found);
            foreach (var below in Folders(folder))
                if (below.LinkTarget is null && below.Name[0] != '.') Walk(below.FullName, pattern, found);
        }
        else if (rest.IsEmpty)
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", Options))
                if (PathPattern.MatchesPart(part, file.Name)) found.Add(file.FullName);
        }
        else if (!PathPattern.IsPattern(part))
        {
            string below = Path.Combine(folder, part);
            if (Directory.Exists(below)) Walk(below, rest, found);
        }
        else
        {
            foreach (var below in Folders(folder))
                if (PathPattern.MatchesPart(part, below.Name)) Walk(below.FullName, rest, found);
        }
    }

    private static IEnumerable<DirectoryInfo> Folders(string folder) => new DirectoryInfo(folder).EnumerateDirectories("*", Options);
}
