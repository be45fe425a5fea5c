using System.Text;
using System.Text.Unicode;
using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Turns a block into columns: a cell is a slice of the block's bytes, or of what they are in UTF-8. One a worker.</summary>
internal sealed class CsvDecoder : IBlockDecoder
{
    private readonly CsvLayout _layout;
    private readonly CsvSourceOptions _options;
    private readonly CsvTypes _types;
    private readonly CsvFaults _faults;
    private readonly CsvCells _cells;
    private readonly CellReader _reader;
    private readonly Transcoder? _transcoder;
    private readonly Func<RowOrigin, RowOrigin?>? _firstOrigin;
    private readonly int _limit;

    public CsvDecoder(CsvLayout layout, CsvSourceOptions options, CsvDialect dialect, CsvTypes types, Func<RowOrigin, RowOrigin?>? firstOrigin)
    {
        (_layout, _options, _types, _firstOrigin) = (layout, options, types, firstOrigin);
        _faults = new CsvFaults(layout, options, dialect);
        _cells = new CsvCells(layout.Sources.Length);
        _reader = CellReader.For(layout, options, dialect);
        // UTF-8 is read in place, valid or not: cells that are not valid are found afterwards, where there are any.
        _transcoder = layout.Encoding.IsUtf8 ? null : Transcoder.For(layout.Encoding);
        _limit = Math.Min(options.MaxFieldBytes, options.MaxRecordBytes);
    }

    public RecordBatch Decode(Block block)
    {
        var text = _transcoder is null ? block.Heap.AddReference() : _transcoder.ToUtf8(block.Heap);
        byte lineByte = _layout.Files[block.FileNumber].LineByte;
        bool shifted = _reader.Misreads(text);
        if (shifted) text = Shift(text, lineByte);
        _cells.Clear();
        _faults.Clear();
        _reader.Read(text, shifted, _cells, _faults);
        if (text.Used > _limit) _faults.AddOversized(_cells, _options);
        bool valid = _transcoder is null ? Utf8.IsValid(text.Bytes.AsSpan(0, text.Used)) : _transcoder.Invalid.Count == 0 || _options.InvalidBytes == InvalidBytes.Replace;
        _cells.UnescapedStart = text.Used;
        text.Append(_cells.Unescaped);

        var origins = new CsvRowOrigins(block, text, shifted ? 1 : 0, text == block.Heap ? null : _transcoder?.Offsets(block.Heap), lineByte, _cells);
        var columns = new Column[_layout.Schema.Count];
        for (int i = 0; i < _layout.Sources.Length; i++)
        {
            var cells = _cells.ToColumn(i, DataType.Text, text);
            if (!valid) Judge(cells, i, shifted);
            columns[i] = _types.Read(cells, i, _faults);
        }
        for (int i = 0; i < _layout.Added.Length; i++)
            columns[_layout.Sources.Length + i] = _layout.Added[i] == CsvLayout.FileColumn ? FileNames(block, origins) : Lines(origins);
        var batch = new RecordBatch(_layout.Schema, _cells.Rows, columns, origins);
        _faults.Report(batch, origins);
        text.Release();
        block.Dispose();
        return batch;
    }

    /// <summary>Cells with bytes that are no text: null, so that no later step meets such bytes, or mended.</summary>
    private void Judge(TextColumn cells, int column, bool shifted)
    {
        for (int row = 0; row < cells.Length; row++)
        {
            if (cells.IsNull(row) || IsText(cells, row, shifted)) continue;
            if (_options.InvalidBytes == InvalidBytes.Replace) cells.Append(row, Encoding.UTF8.GetString(cells[row]));
            else _faults.RefuseEncoding(cells, column, row);
        }
    }

    private bool IsText(TextColumn cells, int row, bool shifted)
    {
        if (_transcoder is null) return Utf8.IsValid(cells[row]);
        if (cells[row].IndexOf("\uFFFD"u8) < 0) return true;
        // A replacement character may be the file's own. One in a cell that was unescaped is looked for in the whole record.
        int start = cells.Starts[row], end = start + cells.Lengths[row];
        if (start >= _cells.UnescapedStart) (start, end) = (_cells.RecordStarts[row], _cells.RecordEnds[row]);
        int shift = shifted ? 1 : 0;
        foreach (int at in _transcoder.Invalid)
            if (at + shift >= start && at + shift < end) return false;
        return true;
    }

    private TextColumn FileNames(Block block, CsvRowOrigins origins)
    {
        if (_firstOrigin is not null) return FirstFileNames(origins, _firstOrigin);
        byte[] name = Encoding.UTF8.GetBytes(block.File ?? "");
        var column = new TextColumn(DataType.Text, _cells.Rows, name.Length);
        int start = column.Heap.Append(name);
        for (int row = 0; row < _cells.Rows; row++) column.SetSlice(row, start, name.Length);
        return column;
    }

    private Column<long> Lines(CsvRowOrigins origins)
    {
        var column = new Column<long>(DataType.Integer, _cells.Rows);
        for (int row = 0; row < _cells.Rows; row++)
            if (_firstOrigin is null) column.Set(row, origins.Line(row));
            else if (_firstOrigin(origins[row])?.Line is { } line) column.Set(row, line);
            else column.SetNull(row);
        return column;
    }

    /// <summary>Rows that are replayed have the name of the file they came from in the first place, not of that with the rejects.</summary>
    private TextColumn FirstFileNames(CsvRowOrigins origins, Func<RowOrigin, RowOrigin?> firstOrigin)
    {
        var column = new TextColumn(DataType.Text, _cells.Rows, 0);
        for (int row = 0; row < _cells.Rows; row++)
            if (firstOrigin(origins[row])?.File is { } file) column.Append(row, file);
            else column.SetNull(row);
        return column;
    }

    /// <summary>The same text behind an empty line.</summary>
    private static TextHeap Shift(TextHeap text, byte lineByte)
    {
        var shifted = new TextHeap(text.Used + 1);
        shifted.Append([lineByte]);
        shifted.Append(text.Bytes.AsSpan(0, text.Used));
        text.Release();
        return shifted;
    }
}
