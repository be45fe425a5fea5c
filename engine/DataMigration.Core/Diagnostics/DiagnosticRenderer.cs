using System.Globalization;
using System.Text;

namespace DataMigration.Diagnostics;

/// <summary>Draws a finding with its line of the file and a caret under the place:
/// <code>
/// customers.yaml:14:19: error DM1210: there is no function called 'uppercase'
///   14 |     apply: [trim, uppercase]
///      |                   ^^^^^^^^^ did you mean 'upper'?
/// </code></summary>
public static class DiagnosticRenderer
{
    /// <summary>A short remedy stands behind the caret when it ends before this column.</summary>
    private const int Width = 120;

    private const string TabStop = "    ";

    /// <summary>The finding as lines of plain text, each ended by a line feed; the line of the file is left out when its text is not at hand.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="texts">The files' texts by <see cref="SourceSpan.File"/>.</param>
    public static string Render(Diagnostic diagnostic, IReadOnlyDictionary<string, string> texts)
    {
        var output = new StringBuilder(OneLine(diagnostic.ToString())).Append('\n');
        string remedy = OneLine(diagnostic.Remedy);
        if (diagnostic.Span is { } span && texts.TryGetValue(span.File, out string? text) && LineOf(text, span.Line) is { } line)
            DrawLine(output, line, span, remedy);
        else if (remedy.Length > 0)
            DrawRemedy(output, " ", remedy);
        return output.ToString();
    }

    private static void DrawLine(StringBuilder output, string line, SourceSpan span, string remedy)
    {
        int from = Math.Clamp(span.Column - 1, 0, line.Length);
        int to = Math.Clamp(from + span.Length, from, line.Length);
        string before = Drawn(line[..from]), under = Drawn(line[from..to]), after = Drawn(line[to..]);
        Window(ref before, ref under, ref after);

        string number = span.Line.ToString(CultureInfo.InvariantCulture);
        string margin = new(' ', number.Length + 2);
        int start = WidthOf(before), carets = Math.Max(1, WidthOf(under));
        output.Append("  ").Append(number).Append(" | ").Append((before + under + after).TrimEnd()).Append('\n');
        output.Append(margin).Append(" | ").Append(' ', start).Append('^', carets);
        // "Did you mean" is read together with the word it is about; whole sentences are easier to read on a line of their own.
        bool isShort = remedy.Length > 0 && !char.IsUpper(remedy[0]) && margin.Length + 4 + start + carets + remedy.Length <= Width;
        if (isShort) output.Append(' ').Append(remedy);
        output.Append('\n');
        if (!isShort && remedy.Length > 0) DrawRemedy(output, margin, remedy);
    }

    /// <summary>On lines of its own, broken between words.</summary>
    private static void DrawRemedy(StringBuilder output, string margin, string remedy)
    {
        output.Append(margin).Append(" =");
        int column = margin.Length + 2;
        foreach (string word in remedy.Split(' '))
        {
            if (column > margin.Length + 2 && column + 1 + WidthOf(word) > Width)
            {
                output.Append('\n').Append(margin).Append("  ");
                column = margin.Length + 2;
            }
            output.Append(' ').Append(word);
            column += 1 + WidthOf(word);
        }
        output.Append('\n');
    }

    /// <summary>Cuts a wide line so that the place stays in sight with something around it.</summary>
    private static void Window(ref string before, ref string under, ref string after)
    {
        const int most = Width - 10, context = 30;
        if (WidthOf(before) + WidthOf(under) + WidthOf(after) <= most) return;
        if (WidthOf(under) > most - 2 * context) under = Head(under, most - 2 * context);
        if (WidthOf(before) + WidthOf(under) > most - context) before = "…" + Tail(before, Math.Max(context, most - context - WidthOf(under)));
        int left = most - WidthOf(before) - WidthOf(under);
        if (WidthOf(after) > left) after = Head(after, left - 1) + "…";
    }

    private static string Head(string text, int width)
    {
        int used = 0, length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += WidthOf(rune);
            if (used > width) break;
            length += rune.Utf16SequenceLength;
        }
        return text[..length];
    }

    private static string Tail(string text, int width)
    {
        int total = WidthOf(text), skipped = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (total <= width) break;
            total -= WidthOf(rune);
            skipped += rune.Utf16SequenceLength;
        }
        return text[skipped..];
    }

    /// <summary>Tabs become blanks, so that the caret stands where it should on every terminal; what a terminal would obey becomes visible.</summary>
    private static string Drawn(string text)
    {
        var drawn = new StringBuilder(text.Length);
        foreach (char c in text)
            if (c == '\t') drawn.Append(TabStop);
            else drawn.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c);
        return drawn.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static int WidthOf(string text)
    {
        int width = 0;
        foreach (var rune in text.EnumerateRunes()) width += WidthOf(rune);
        return width;
    }

    /// <summary>Columns of a terminal: none for marks that combine, two for East Asian wide characters and emoji.</summary>
    private static int WidthOf(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) return 0;
        return rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1F64F or >= 0x1F680 and <= 0x1F6FF or >= 0x1F900 and <= 0x1F9FF
            or >= 0x20000 and <= 0x3FFFD ? 2 : 1;
    }

    private static string? LineOf(string text, int line)
    {
        int start = 0;
        for (int at = 1; at < line; at++)
        {
            int next = text.AsSpan(start).IndexOfAny('\n', '\r');
            if (next < 0) return null;
            start += next + (text.AsSpan(start + next).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
        }
        int end = text.AsSpan(start).IndexOfAny('\n', '\r');
        return end < 0 ? text[start..] : text.Substring(start, end);
    }
}
