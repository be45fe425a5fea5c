namespace DataMigration.Cli.Output;

/// <summary>Columns of text, as wide as their widest cell.</summary>
internal sealed class TextTable(params int[] rightAligned)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Printable.Line)]);

    public void Write(TextWriter output, string indent, Func<string, string>? paint = null)
    {
        int columns = _rows.Count == 0 ? 0 : _rows.Max(r => r.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => _rows.Max(r => c < r.Length ? Printable.Width(r[c]) : 0))];
        foreach (string[] row in _rows)
        {
            string line = indent + string.Join(Gap, row.Select((cell, c) => Pad(cell, widths[c], rightAligned.Contains(c)))).TrimEnd();
            output.WriteLine(paint is null ? line : paint(line));
        }
    }

    private static string Pad(string cell, int width, bool right)
    {
        string space = new(' ', width - Printable.Width(cell));
        return right ? space + cell : cell + space;
    }
}
