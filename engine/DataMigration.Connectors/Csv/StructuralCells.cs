using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>
/// Finds the cells of a text of the usual shape (one delimiter, quotes doubled or none) in two passes: where everything ends, then a column at a time which bytes each cell is. A block that
/// breaks the quoting rules anywhere is read by CsvHelper, which alone says how.
/// </summary>
internal sealed class StructuralCells(CsvLayout layout, CsvSourceOptions options, CsvDialect dialect, CellReader careful) : CellReader
{
    private readonly StructuralScan _scan = new((byte)dialect.Delimiter[0], (byte?)dialect.Quote, layout.Width);
    private readonly NullWords _words = new(options);
    private readonly int _quote = dialect.Quote ?? -1;

    /// <summary>Whether a dialect has that shape.</summary>
    public static bool Reads(CsvDialect dialect) => dialect is { IsPlain: true, Comment: null, Trim: false, Quote: null or <= '\x7f' };

    public override bool Misreads(TextHeap text) => careful.Misreads(text);

    public override void Read(TextHeap text, bool shifted, CsvCells cells, CsvFaults faults)
    {
        if (shifted || !_scan.TryScan(text.Bytes, text.Used))
        {
            careful.Read(text, shifted, cells, faults);
            return;
        }
        var records = _scan.Records;
        cells.AddRows(records);
        if (_scan.IsRagged)
        {
            for (int row = 0; row < records.Length; row++)
                if (records[row].Cells != layout.Width) faults.AddRagged(row, records[row].Cells);
        }
        for (int column = 0; column < layout.Sources.Length; column++) Read(column, layout.Sources[column], text, cells);
    }

    private void Read(int column, int source, TextHeap text, CsvCells cells)
    {
        var records = _scan.Records;
        var ends = _scan.Ends;
        byte[] bytes = text.Bytes;
        bool ragged = _scan.IsRagged;
        int quote = _quote, longestWord = _words.Longest, empty = _words.Of([], quoted: false) == CellMeaning.Null ? CsvCells.NullLength : 0;
        Span<int> starts = cells.StartsOf(column), lengths = cells.LengthsOf(column);
        for (int row = 0; row < records.Length; row++)
        {
            ref readonly var record = ref records[row];
            if (ragged && source >= record.Cells)
            {
                lengths[row] = CsvCells.NullLength;
                continue;
            }
            int at = record.First + source, start = source == 0 ? record.Start : ends[at - 1] + 1, length = ends[at] - start;
            if (length == 0) (start, length) = (0, empty);
            else if (bytes[start] == quote) (start, length) = ReadQuoted(text, start + 1, length - 2, cells);
            else if (length <= longestWord)
            {
                var meaning = _words.Of(bytes.AsSpan(start, length), quoted: false);
                if (meaning != CellMeaning.Value) (start, length) = (0, meaning == CellMeaning.Null ? CsvCells.NullLength : 0);
            }
            starts[row] = start;
            lengths[row] = length;
        }
    }

    /// <summary>What stands between quotes means itself, unless it is empty.</summary>
    private (int Start, int Length) ReadQuoted(TextHeap text, int start, int length, CsvCells cells)
    {
        var value = text.Bytes.AsSpan(start, length);
        if (value.IsEmpty) return (0, _words.Of(value, quoted: true) == CellMeaning.Null ? CsvCells.NullLength : 0);
        int doubled = value.IndexOf((byte)_quote);
        if (doubled < 0) return (start, length);
        var room = cells.Reserve(length);
        int written = 0;
        for (; doubled >= 0; doubled = value.IndexOf((byte)_quote))
        {
            value[..(doubled + 1)].CopyTo(room[written..]);
            written += doubled + 1;
            value = value[(doubled + 2)..];
        }
        value.CopyTo(room[written..]);
        written += value.Length;
        return (text.Used + cells.Claim(written), written);
    }
}
