using System.IO.Enumeration;

namespace DataMigration.Declarations;

/// <summary>
/// Paths with wildcards: <c>*</c> and <c>?</c> stand for parts of one name, <c>**</c> as a whole name for any number of folders, none included. Case counts.
/// Names that start with a dot (a temporary file of ours, say) match only a pattern that starts with one.
/// </summary>
public static class PathPattern
{
    /// <summary>The part of a pattern that stands for any number of folders.</summary>
    public const string AnyFolders = "**";

    /// <summary>Whether a path, or a part of it, has a wildcard.</summary>
    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether a name with slashes matches a pattern with slashes.</summary>
    public static bool Matches(string pattern, string name) => Matches(pattern.Split('/'), name.Split('/'));

    /// <summary>Whether one part of a name matches one part of a pattern, which is not <see cref="AnyFolders"/>.</summary>
    public static bool MatchesPart(string pattern, ReadOnlySpan<char> name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false) && (name is not ['.', ..] || pattern[0] == '.');

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> name)
    {
        if (pattern.IsEmpty) return name.IsEmpty;
        if (pattern[0] == AnyFolders)
            return Matches(pattern[1..], name) || (!name.IsEmpty && Matches(pattern, name[1..]));
        return !name.IsEmpty && (pattern[0] == name[0] || MatchesPart(pattern[0], name[0])) && Matches(pattern[1..], name[1..]);
    }
}
