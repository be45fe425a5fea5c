namespace DataMigration.Cli.Output;

/// <summary>Columns of text, as wide as their widest cell.</summary>
internal sealed class TextTable(params int[] rightAligned)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Printable.Line)]);

    /// <param name="output">Where to.</param>
    /// <param name="indent">Before each line.</param>
    /// <param name="paint">Colours a line.</param>
    /// <param name="paintCell">Colours a cell, by its row and column; it gets the text with its padding.</param>
    public void Write(TextWriter output, string indent, Func<string, string>? paint = null, Func<int, int, string, string>? paintCell = null)
    {
        int columns = _rows.Count == 0 ? 0 : _rows.Max(r => r.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => _rows.Max(r => c < r.Length ? Printable.Width(r[c]) : 0))];
        foreach (var (r, row) in _rows.Index())
        {
            string line = indent + string.Join(Gap, row.Select((cell, c) => Painted(r, c, Pad(cell, widths[c], rightAligned.Contains(c))))).TrimEnd();
            output.WriteLine(paint is null ? line : paint(line));
        }

        string Painted(int row, int column, string cell) => paintCell is null ? cell : paintCell(row, column, cell);
    }

    private static string Pad(string cell, int width, bool right)
    {
        string space = new(' ', width - Printable.Width(cell));
        return right ? space + cell : cell + space;
    }
}
