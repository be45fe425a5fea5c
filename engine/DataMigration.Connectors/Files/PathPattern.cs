using System.IO.Enumeration;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Files;

/// <summary>
/// Paths with wildcards: <c>*</c> and <c>?</c> stand for parts of one name, <c>**</c> as a whole name for any number of folders, none included. Case counts.
/// Names that start with a dot (a temporary file of ours, say) match only a pattern that starts with one.
/// </summary>
internal static class PathPattern
{
    private const string AnyFolders = "**";

    private static readonly string[] AnyFile = ["*"];

    // What cannot be looked into is a failure, not a file less; links between folders are not followed, since they may go round.
    private static readonly EnumerationOptions Options = new() { AttributesToSkip = 0, IgnoreInaccessible = false, MatchType = MatchType.Simple, ReturnSpecialDirectories = false };

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>The files that match, by name, in ordinal order.</summary>
    public static IReadOnlyList<(string Name, string FullPath)> Find(FilePath path)
    {
        string root = path.FullPath, prefix = path.Text;
        var parts = new Stack<string>();
        while (IsPattern(root))
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

    /// <summary>Whether a name with slashes matches a pattern with slashes.</summary>
    public static bool Matches(string pattern, string name) => Matches(pattern.Split('/'), name.Split('/'));

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> name)
    {
        if (pattern.IsEmpty) return name.IsEmpty;
        if (pattern[0] == AnyFolders)
            return Matches(pattern[1..], name) || (!name.IsEmpty && Matches(pattern, name[1..]));
        return !name.IsEmpty && MatchesPart(pattern[0], name[0]) && Matches(pattern[1..], name[1..]);
    }

    private static bool MatchesPart(string pattern, ReadOnlySpan<char> name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false) && (name is not ['.', ..] || pattern[0] == '.');

    private static void Walk(string folder, ReadOnlySpan<string> pattern, List<string> found)
    {
        string part = pattern[0];
        var rest = pattern[1..];
        if (part == AnyFolders && rest.IsEmpty) rest = AnyFile;
        if (part == AnyFolders)
        {
            Walk(folder, rest, found);
            foreach (var below in Folders(folder))
                if (below.LinkTarget is null && below.Name[0] != '.') Walk(below.FullName, pattern, found);
        }
        else if (rest.IsEmpty)
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", Options))
                if (MatchesPart(part, file.Name)) found.Add(file.FullName);
        }
        else if (!IsPattern(part))
        {
            string below = Path.Combine(folder, part);
            if (Directory.Exists(below)) Walk(below, rest, found);
        }
        else
        {
            foreach (var below in Folders(folder))
                if (MatchesPart(part, below.Name)) Walk(below.FullName, rest, found);
        }
    }

    private static IEnumerable<DirectoryInfo> Folders(string folder) => new DirectoryInfo(folder).EnumerateDirectories("*", Options);
}
