using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Syntax;

/// <summary>Says in an author's words what the YAML scanner stumbled over.</summary>
internal static class YamlExplanations
{
    private static readonly (string Part, string Cause, string Remedy)[] Known =
    [
        ("invalid mapping", "a second key: the ': ' here would start a value inside a value", "Put text with ': ' in quotes, or give the key a line of its own, indented as its neighbours are."),
        ("Mapping values are not allowed", "a second key: the ': ' here would start a value inside a value", "Put text with ': ' in quotes, or give the key a line of its own, indented as its neighbours are."),
        ("could not find expected ':'", "this line is neither a key nor an entry of a list", "Write `key: value`, `- entry`, or indent it under the key it belongs to."),
        ("Block sequence entries are not allowed", "a list cannot start on the line of its key", "Start it on the next line, or write it as `[a, b]`."),
        ("did not find expected '-' indicator", "this line does not belong to the list above it", "Start it with `- `, or indent it as the entry or key it belongs to."),
        ("quoted scalar, found unexpected end of stream", "the quote that opens here is never closed", "Close it; a ' inside single quotes is written twice."),
        ("unknown escape character", "the backslash is an escape inside double quotes, and this one is none", "Use single quotes, where a backslash is only a backslash."),
        ("character that cannot start any token", "a value cannot start with '{0}'", "Put the value in quotes."),
        ("block scalar, did not find expected comment or line break", "the text of a block starts on the line after | or >", "Move it to the next line, or put the value in quotes."),
        ("did not find expected key", "this does not fit the keys above it", "Indent it as the key it belongs to; text behind a closing quote or bracket belongs inside it."),
        ("invalid tab", "a tab stands where the indentation should", "indent with spaces"),
        ("tab character that violate", "a tab stands where the indentation of the next line should", "indent with spaces"),
        ("document start", "this does not belong to what stands above it", "Make it a value of a key, or a comment that starts with #."),
        ("found wrong indentation", "the quote that opens here is not closed before the next key", "Close it; further lines of a quoted text are indented deeper than its key."),
        ("extra spaces in first line", "an empty line above the block's text has more blanks than the text's indentation", "Delete the blanks on the empty lines."),
        ("more spaces in lines above", "an empty line above the block's text has more blanks than the text's indentation", "Delete the blanks on the empty lines."),
        ("invalid comment", "a comment needs a blank before its #", "Put a blank before #, or the text in quotes."),
        ("unexpected document indicator", "the quoted text is cut by --- or ... at the start of a line", "Indent that line."),
        ("did not find expected node content", "a value is missing here", "Write the value, or drop the comma or key before it."),
    ];

    /// <param name="message">The scanner's own words.</param>
    /// <param name="start">Where it stumbled.</param>
    /// <param name="end">Up to where.</param>
    /// <param name="last">The end of what it understood.</param>
    /// <param name="unclosed">The innermost bracket that is open there.</param>
    public static Diagnostic Explain(SourceText source, string message, int start, int end, int last, YamlNode? unclosed)
    {
        // Some complaints come without a place; the end of what was understood is near.
        if (start == 0 && end == 0) start = last;
        if (TabAfter(source, last, Math.Max(start, end)) is { } tab) return ConfigurationMessages.TabIndentation.At(source.Span(tab, tab + 1));
        if (unclosed is not null && !message.Contains("quoted scalar", StringComparison.Ordinal) && !message.Contains("cannot start any token", StringComparison.Ordinal))
            return Unclosed(source, unclosed, start);
        foreach (var (part, cause, remedy) in Known)
            if (message.Contains(part, StringComparison.Ordinal))
                return At(source, start, end, string.Format(null, cause, start < source.Text.Length ? source.Text[start] : ' '), remedy);
        return At(source, start, end, message.Length == 0 ? "from here on this is not YAML" : $"this is not YAML: {message.TrimEnd('.')}", "Check indentation, quotes and brackets around this place.");
    }

    private static Diagnostic Unclosed(SourceText source, YamlNode open, int at)
    {
        var (bracket, close) = open is YamlSequence ? ('[', ']') : ('{', '}');
        bool variable = source.Text.AsSpan(0, Math.Min(source.Text.Length, at + 1)).LastIndexOf("${", StringComparison.Ordinal) >= open.Start;
        int line = source.LineOf(at);
        string noticed = line == source.LineOf(open.Start) ? "" : $" (noticed in line {line + 1})";
        return ConfigurationMessages.NotYaml.At(source.Span(open.Start, open.Start + 1), $"the '{bracket}' that opens here is not closed, or a comma is missing{noticed}",
            variable ? "put ${…} in quotes inside braces: \"${name}\"" : $"Close it with '{close}', and put text with , [ ] {{ }} or ': ' in quotes.");
    }

    /// <summary>The first tab in the indentation of a line between what was understood and where the scanner gave up.</summary>
    private static int? TabAfter(SourceText source, int last, int end)
    {
        int until = source.LineOf(Math.Min(end, source.Text.Length));
        for (int line = source.LineOf(Math.Min(last, source.Text.Length)); line <= Math.Min(until + 1, source.LineCount - 1); line++)
        {
            var text = source.Line(line);
            int tab = text[..(text.Length - text.TrimStart(" \t").Length)].IndexOf('\t');
            if (tab >= 0 && !text.Trim().IsEmpty && source.StartOfLine(line) + tab >= last) return source.StartOfLine(line) + tab;
        }
        return null;
    }

    private static Diagnostic At(SourceText source, int start, int end, string cause, string remedy) =>
        ConfigurationMessages.NotYaml.At(source.Span(start, Math.Max(end, start + 1)), cause, remedy);
}
