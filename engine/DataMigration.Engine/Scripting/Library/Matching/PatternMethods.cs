using System.Text;

namespace DataMigration.Scripting.Library.Matching;

/// <summary>Methods of text that take a regular expression. Whoever calls them keeps <c>lastIndex</c>: 0 goes in where the flag g is set.</summary>
internal static class PatternMethods
{
    /// <summary>What takes a match's place.</summary>
    /// <param name="captures">The match and its groups.</param>
    public delegate void Replacing(StringBuilder made, ReadOnlySpan<Capture> captures);

    /// <summary>Calls for each match from a position on; one, or with the flag g all.</summary>
    public static List<Capture[]> Matches(ScriptPattern pattern, string text, int start = 0)
    {
        var found = new List<Capture[]>();
        for (int at = start; at <= text.Length;)
        {
            var captures = new Capture[pattern.GroupCount + 1];
            if (!pattern.Find(text, at, captures)) break;
            found.Add(captures);
            TextSplit.CheckCount(found.Count);
            if (!pattern.IsGlobal) break;
            at = pattern.After(captures[0], text);
        }
        return found;
    }

    /// <summary><c>replace(pattern, replacement)</c>.</summary>
    public static string Replace(ScriptPattern pattern, string text, string replacement, int start = 0)
    {
        if (replacement.Length == 0 && start == 0 && pattern.OnlySet is { } set) return Remove(set, text);
        if (!replacement.Contains('$')) return Replace(pattern, text, start, (made, _) => made.Append(replacement));
        Func<string, int>? groupOf = pattern.Names.Count > 0 ? pattern.GroupOf : null;
        return Replace(pattern, text, start, (made, captures) => Replacement.AppendTo(made, replacement, text, captures, groupOf));
    }

    /// <summary><c>replace</c> with what is made for each match. All are found before the first is replaced, as the standard has it.</summary>
    public static string Replace(ScriptPattern pattern, string text, int start, Replacing replacing)
    {
        var matches = Matches(pattern, text, start);
        if (matches.Count == 0) return text;
        var made = new StringBuilder();
        int done = 0;
        foreach (var captures in matches)
        {
            made.Append(text, done, captures[0].Start - done);
            replacing(made, captures);
            TextBuilding.CheckLength(made.Length);
            done = captures[0].End;
        }
        return made.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>A text without the units of a set.</summary>
    private static string Remove(UnitSet set, string text)
    {
        Span<char> kept = text.Length <= 256 ? stackalloc char[256] : new char[text.Length];
        int length = 0;
        foreach (char c in text)
        {
            kept[length] = c;
            length += set.Holds(c) ? 0 : 1;
        }
        return length == text.Length ? text : new string(kept[..length]);
    }

    /// <summary>Writes ASCII with the units of a set left out, to where there is room for all of it.</summary>
    /// <returns>How many bytes there are.</returns>
    public static int Remove(UnitSet set, ReadOnlySpan<byte> ascii, Span<byte> to)
    {
        int length = 0;
        // Without a branch: which bytes stay cannot be foreseen.
        foreach (byte c in ascii)
        {
            to[length] = c;
            length += set.Holds(c) ? 0 : 1;
        }
        return length;
    }

    /// <summary><c>split(pattern, limit)</c>: the parts with the groups between them.</summary>
    public static List<Capture> Split(ScriptPattern pattern, string text, int limit = int.MaxValue)
    {
        var parts = new List<Capture>();
        if (limit == 0) return parts;
        var captures = new Capture[pattern.GroupCount + 1];
        if (text.Length == 0)
        {
            if (!pattern.FindAnywhere(text, 0, captures)) parts.Add(new Capture(0, 0));
            return parts;
        }
        int start = 0;
        for (int at = 0; at < text.Length && pattern.FindAnywhere(text, at, captures) && captures[0].Start < text.Length;)
        {
            var match = captures[0];
            if (match.End == start && match.Length == 0)
            {
                at = pattern.After(match, text);
                continue;
            }
            parts.Add(new Capture(start, match.Start - start));
            if (parts.Count == limit) return parts;
            foreach (var group in captures.AsSpan(1))
            {
                parts.Add(group);
                if (parts.Count == limit) return parts;
            }
            TextSplit.CheckCount(parts.Count);
            start = match.End;
            at = match.Length > 0 ? start : pattern.After(match, text);
        }
        parts.Add(new Capture(start, text.Length - start));
        return parts;
    }
}
