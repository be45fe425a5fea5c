using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>The text that takes a match's place, with what follows <c>$</c> in it.</summary>
internal static class Replacement
{
    /// <summary><c>replace(sought, replacement)</c> with texts: the first one.</summary>
    public static string First(string text, string sought, string replacement)
    {
        int at = text.AsSpan().IndexOf(sought);
        if (at < 0) return text;
        TextBuilding.CheckLength((double)text.Length + replacement.Length);
        if (!replacement.Contains('$')) return string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + sought.Length));
        var made = new StringBuilder().Append(text, 0, at);
        AppendTo(made, replacement, text, at, sought.Length);
        return made.Append(text, at + sought.Length, text.Length - at - sought.Length).ToString();
    }

    /// <summary><c>replaceAll(sought, replacement)</c> with texts.</summary>
    public static string All(string text, string sought, string replacement)
    {
        int at = text.AsSpan().IndexOf(sought);
        if (at < 0) return text;
        var made = new StringBuilder();
        int start = 0;
        while (at >= 0)
        {
            made.Append(text, start, at - start);
            AppendTo(made, replacement, text, at, sought.Length);
            TextBuilding.CheckLength(made.Length);
            start = at + sought.Length;
            int next = Math.Max(start, at + 1);
            at = next > text.Length ? -1 : text.IndexOf(sought, next, StringComparison.Ordinal);
        }
        return made.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>Adds a replacement for a match without groups.</summary>
    public static void AppendTo(StringBuilder made, string replacement, string text, int at, int length) =>
        AppendTo(made, replacement, text, [new Capture(at, length)], null);

    /// <summary>Adds a replacement.</summary>
    /// <param name="made">Takes it.</param>
    /// <param name="replacement">As written, with <c>$</c>.</param>
    /// <param name="text">Where the match is.</param>
    /// <param name="captures">The match itself, then its groups.</param>
    /// <param name="groupOf">The number of a named group, −1 when there is none of the name; null where no group has one.</param>
    public static void AppendTo(StringBuilder made, string replacement, string text, ReadOnlySpan<Capture> captures, Func<string, int>? groupOf)
    {
        int start = 0;
        for (int sign; (sign = replacement.IndexOf('$', start)) >= 0;)
        {
            made.Append(replacement, start, sign - start);
            start = sign + AppendOne(made, replacement.AsSpan(sign), text, captures, groupOf);
        }
        made.Append(replacement, start, replacement.Length - start);
    }

    /// <returns>How many characters of the replacement are done.</returns>
    private static int AppendOne(StringBuilder made, ReadOnlySpan<char> sign, string text, ReadOnlySpan<Capture> captures, Func<string, int>? groupOf)
    {
        var match = captures[0];
        switch (sign.Length > 1 ? sign[1] : ' ')
        {
            case '$': made.Append('$'); return 2;
            case '&': made.Append(text, match.Start, match.Length); return 2;
            case '`': made.Append(text, 0, match.Start); return 2;
            case '\'': made.Append(text, match.End, text.Length - match.End); return 2;
            case >= '0' and <= '9' when Group(sign, captures.Length - 1, out int digits) is > 0 and var group:
                captures[group].AppendTo(made, text);
                return digits + 1;
            case '<' when groupOf is not null && sign.IndexOf('>') is > 0 and var end:
                if (groupOf(sign[2..end].ToString()) is > 0 and var named) captures[named].AppendTo(made, text);
                return end + 1;
        }
        made.Append('$');
        return 1;
    }

    /// <summary>Two digits where there are so many groups, else one.</summary>
    private static int Group(ReadOnlySpan<char> sign, int groups, out int digits)
    {
        int one = sign[1] - '0';
        int two = sign.Length > 2 && char.IsAsciiDigit(sign[2]) ? one * 10 + sign[2] - '0' : 0;
        digits = two > 0 && two <= groups ? 2 : 1;
        return digits == 2 ? two : one <= groups ? one : 0;
    }
}
