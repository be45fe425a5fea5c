using System.Text;

namespace DataMigration.Reference;

/// <summary>Writes a page of Markdown.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _text = new("<!-- Generated from the declarations in engine/. Do not edit. -->\n\n");

    public MarkdownPage(string title, string introduction)
    {
        Heading(1, title);
        Paragraph(introduction);
    }

    public void Heading(int level, string text) => _text.Append('#', level).Append(' ').Append(text).Append("\n\n");

    public void Paragraph(string text) => _text.Append(text).Append("\n\n");

    public void Yaml(string text) => _text.Append("```yaml\n").Append(text.TrimEnd('\n')).Append("\n```\n\n");

    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(header);
        Row([.. header.Select(_ => "---")]);
        foreach (var row in rows) Row(row);
        _text.Append('\n');
    }

    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    /// <summary>As code that survives backticks, bars and blanks at its ends.</summary>
    public static string Code(string text)
    {
        string fence = text.Contains('`', StringComparison.Ordinal) ? "``" : "`";
        return fence + (fence.Length > 1 ? " " : "") + text + (fence.Length > 1 ? " " : "") + fence;
    }

    private void Row(IReadOnlyList<string> cells)
    {
        foreach (string cell in cells)
            _text.Append("| ").Append(cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings("<br>")).Append(' ');
        _text.Append("|\n");
    }
}
