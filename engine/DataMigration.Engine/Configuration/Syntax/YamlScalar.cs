using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Syntax;

/// <summary>A single value: a text and how it was written.</summary>
internal sealed class YamlScalar(SourceText source, int start, int end, string text, YamlStyle style) : YamlNode(source, start, end)
{
    /// <summary>Quoting and folding undone, and variables filled in once that has happened.</summary>
    public string Text { get; private set; } = text;

    public YamlStyle Style { get; } = style;

    /// <summary>Whether a variable was filled in: such a text is read as if it were plain, because braces force quotes around it.</summary>
    public bool IsInterpolated { get; private set; }

    /// <summary>Whether the text starts with a value of the command line; a path is then relative to the working directory.</summary>
    public bool StartsOnCommandLine { get; private set; }

    public void Fill(string text, bool startsOnCommandLine)
    {
        Text = text;
        IsInterpolated = true;
        StartsOnCommandLine = startsOnCommandLine;
    }

    /// <summary>
    /// Where the text itself starts: behind the quote, or the first line of a block, at its indentation (also when an indicator such as |2 sets it).
    /// </summary>
    public SourceSpan TextSpan
    {
        get
        {
            if (Style == YamlStyle.Plain) return Span;
            if (Style == YamlStyle.Quoted) return Source.Span(Start + 1, Math.Max(Start + 2, End - 1));
            int first = Math.Min(Source.LineOf(Start) + 1, Source.LineCount - 1);
            int indentation = Indentation(first);
            int length = Source.Line(first).TrimEnd().Length - indentation;
            return new SourceSpan(Source.Name, first + 1, indentation + 1, Math.Max(1, length));
        }
    }

    private int Indentation(int first)
    {
        string text = Text.TrimStart('\n');
        int end = text.IndexOf('\n');
        int blanks = 0, line = first;
        while (line < Source.LineCount - 1 && Source.Line(line).Trim().IsEmpty) line++;
        var raw = Source.Line(line);
        while (blanks < raw.Length && raw[blanks] == ' ') blanks++;
        // Blanks that belong to the text stand behind the indentation.
        int own = 0;
        while (own < text.Length && own != end && text[own] == ' ') own++;
        return Math.Max(0, blanks - own);
    }
}
