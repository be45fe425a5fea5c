using System.Text;
using Spectre.Console.Rendering;

namespace DataMigration.Cli.Output;

/// <summary>Text that may come out of data, made safe for a terminal: control characters, which could move its cursor or change its title, become visible.</summary>
internal static class Printable
{
    /// <summary>On one line.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>Line breaks kept.</summary>
    public static string Lines(string text) => Clean(text, keepLines: true);

    /// <summary>Columns that a text takes on a terminal.</summary>
    public static int Width(string text) => new Segment(text).CellCount();

    /// <summary>Cut to so many columns, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width) return text;
        var cut = new StringBuilder();
        int used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString());
            if (used > width - 1) break;
            cut.Append(rune.ToString());
        }
        return cut.Append('…').ToString();
    }

    private static string Clean(string text, bool keepLines)
    {
        if (!text.Any(c => IsUnsafe(c, keepLines))) return text;
        var clean = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (!IsUnsafe(c, keepLines)) clean.Append(c);
            else if (c == '\n') clean.Append("\\n");
            else if (c == '\r') clean.Append("\\r");
            else if (c == '\t') clean.Append("\\t");
            else clean.Append($"\\u{(int)c:x4}");
        }
        return clean.ToString();
    }

    /// <summary>Control characters, and those that reorder the text around them.</summary>
    private static bool IsUnsafe(char c, bool keepLines) =>
        (char.IsControl(c) && !(keepLines && c is '\n' or '\t')) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
