using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Finds the cells of dialects that CsvHelper has no words for; a cell becomes a slice of the text here too.</summary>
internal sealed class DialectCells : CellReader
{
    private readonly int _width;
    private readonly int[] _sources;
    private readonly NullWords _words;
    private readonly RecordParser<byte> _parser;
    private readonly CellList _found = new();
    private byte[] _value = new byte[256];

    public DialectCells(CsvLayout layout, CsvSourceOptions options, CsvDialect dialect)
    {
        (_width, _sources) = (layout.Width, layout.Sources);
        _words = new NullWords(options);
        _parser = new RecordParser<byte>(dialect, Encoding.UTF8.GetBytes);
    }

    public override bool Misreads(TextHeap text) => false;

    public override void Read(TextHeap text, bool shifted, CsvCells cells, CsvFaults faults)
    {
        var data = text.Bytes.AsSpan(0, text.Used);
        var sink = new CellList.Sink(_found);
        for (int at = 0; at < data.Length;)
        {
            int start = at;
            _found.Clear();
            at = _parser.Read(data, at, final: true, ref sink);
            if (_parser.IsComment || (_width > 1 && IsEmptyLine(data))) continue;
            cells.AddRow(start, _parser.End);
            if (_parser.Problem is { } problem) faults.Add(new CsvProblem(cells.Rows - 1, problem, _parser.ProblemAt));
            if (_found.Count != _width) faults.AddRagged(cells.Rows - 1, _found.Count);
            for (int column = 0; column < _sources.Length; column++)
            {
                if (_sources[column] < _found.Count) Set(cells, column, data, _found[_sources[column]]);
                else cells.SetNull(column);
            }
        }
    }

    /// <summary>Of blanks alone, too, where those are dropped; and of a line break alone, where that ends no record: many files end in one.</summary>
    private bool IsEmptyLine(ReadOnlySpan<byte> data) =>
        _found.Count == 1 && _found[0].Form == CellForm.Plain && !data[_found[0].Start.._found[0].End].ContainsAnyExcept((byte)'\r', (byte)'\n');

    private void Set(CsvCells cells, int column, ReadOnlySpan<byte> data, (int Start, int End, CellForm Form) cell)
    {
        var value = data[cell.Start..cell.End];
        bool escaped = (cell.Form & CellForm.Escaped) != 0;
        if (escaped)
        {
            if (_value.Length < value.Length) _value = new byte[value.Length * 2];
            value = _value.AsSpan(0, _parser.Unescape(value, cell.Form, _value));
        }
        // What was escaped is text, so that a word of the list can be written as such.
        var meaning = !escaped && value.Length <= _words.Longest ? _words.Of(value, (cell.Form & CellForm.Quoted) != 0) : CellMeaning.Value;
        if (meaning == CellMeaning.Null) cells.SetNull(column);
        else if (meaning == CellMeaning.Empty) cells.Set(column, 0, 0);
        else if (escaped) cells.Set(column, data.Length + cells.Keep(value), value.Length);
        else cells.Set(column, cell.Start, value.Length);
    }
}
