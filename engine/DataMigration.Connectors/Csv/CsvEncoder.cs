using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Csv;

/// <summary>Encodes rows as records of a CSV file; one a worker. Nothing is allocated a row.</summary>
internal sealed class CsvEncoder : IBlockEncoder
{
    private static readonly Rule UnwritableRule = new(Stage.Target, "unwritable", null);

    private readonly RecordSchema _schema;
    private readonly CsvCellWriter _cell;
    private readonly byte[] _delimiter;
    private readonly byte[] _recordEnd;
    private readonly byte[] _null;
    private readonly OutputFormat?[] _formats;
    private readonly TextColumn[] _texts;
    private readonly byte[][] _bytes;
    private readonly RowTranscoder? _transcoder;
    private LaidCell[] _cells = [];

    public CsvEncoder(CsvTargetOptions options, RecordSchema schema)
    {
        _schema = schema;
        _cell = new CsvCellWriter(options);
        _delimiter = Encoding.UTF8.GetBytes(options.Delimiter);
        _recordEnd = CsvCellWriter.RecordEnd(options);
        _null = Encoding.UTF8.GetBytes(options.NullText);
        _texts = new TextColumn[schema.Count];
        _bytes = new byte[schema.Count][];
        _formats = [.. schema.Fields.Select(f => OutputFormat.Create(f.Type, CsvFormats.Of(options, f.Type), out _))];
        var encoding = TextEncoding.Find(options.Encoding) ?? TextEncoding.Utf8;
        _transcoder = encoding.IsUtf8 ? null : new RowTranscoder(encoding, schema);
    }

    /// <summary>First a column at a time: what is no text becomes text, and each cell is judged. Then a row at a time: bytes move.</summary>
    public EncodedRows Encode(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        int width = _texts.Length, most = _recordEnd.Length + (width * (_delimiter.Length + CsvCellWriter.ShortLength));
        // Room for one row where there is none: a block may have been rejected whole.
        int cells = Math.Max(rows.Length, 1) * width;
        if (_cells.Length < cells) _cells = new LaidCell[cells];
        for (int i = 0; i < width; i++)
        {
            var column = batch[i];
            bool isText = column.Type.Kind is DataKind.Text or DataKind.Json;
            _texts[i] = isText ? Unsafe.As<TextColumn>(column) : (_formats[i]?.For(column) ?? CellFormatter.For(column)).WriteAll(rows);
            _bytes[i] = _texts[i].Heap.Bytes;
            _cell.Lay(_texts[i], rows, _cells.AsSpan(i), width, isSafe: _formats[i] is null && column is not TextColumn && _cell.TakesNumbersAndDates);
        }
        var output = new EncodedRows(rows.Length, (int)Math.Min(rows.Length * width * 12L, 1 << 22));
        for (int i = 0; i < rows.Length; i++)
        {
            int start = output.Length, failed = EncodeRow(output, rows[i], _cells.AsSpan(i * width, width), most);
            if (failed >= 0) Refuse(output, start, batch, rows[i], failed);
            output.EndRow(rows[i]);
        }
        var encoded = _transcoder is null ? output : _transcoder.Encode(output, batch, rows);
        for (int i = 0; i < width; i++)
            if (_texts[i] != batch[i]) _texts[i].Dispose();
        Array.Clear(_texts);
        Array.Clear(_bytes);
        return encoded;
    }

    /// <summary>The loop that all rows go through: what is short and plain is copied, with what stands behind it, into room that was asked for once a row.</summary>
    /// <returns>The last column whose value cannot be written, or -1.</returns>
    private int EncodeRow(EncodedRows output, int row, ReadOnlySpan<LaidCell> cells, int most)
    {
        int failed = -1, at = 0;
        byte[][] bytes = _bytes;
        byte[] delimiter = _delimiter;
        bool isByte = delimiter.Length == 1;
        byte single = delimiter[0];
        var room = output.Reserve(most);
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0 && isByte) Unsafe.Add(ref MemoryMarshal.GetReference(room), at++) = single;
            else if (i > 0) at += Put(delimiter, room[at..]);
            var cell = cells[i];
            if (cell.Length >= 0)
            {
                CsvCellWriter.CopyShort(bytes[i], cell.Start, room, at);
                at += cell.Length;
                continue;
            }
            output.Advance(at);
            if (_texts[i].IsNull(row)) Put(output, _null);
            else if (!_cell.Write(output, _texts[i][row])) failed = i;
            room = output.Reserve(most);
            at = 0;
        }
        output.Advance(at + Put(_recordEnd, room[at..]));
        return failed;
    }

    /// <summary>The line that names the columns, or null when a name cannot be written.</summary>
    public byte[]? Header()
    {
        using var output = new EncodedRows(1, 256);
        for (int i = 0; i < _schema.Count; i++)
        {
            if (i > 0) Put(output, _delimiter);
            if (!_cell.Write(output, Encoding.UTF8.GetBytes(_schema[i].Name))) return null;
        }
        Put(output, _recordEnd);
        output.EndRow(0);
        byte[]? line = [];
        using var row = Selection.All(1);
        output.Take(row, bytes => line = _transcoder is null ? bytes.ToArray() : _transcoder.Encode(bytes.Span));
        return line;
    }

    private void Refuse(EncodedRows output, int start, RecordBatch batch, int row, int column)
    {
        output.Advance(start - output.Length);
        string name = _schema[column].Name;
        output.Fail(new RowFailure(row, UnwritableRule, name, ValueFormatter.ToText(batch[column], row), $"{name} holds a value that would not read back from this file: it needs quotes, or another delimiter or null text."));
    }

    private static int Put(byte[] bytes, Span<byte> room)
    {
        bytes.CopyTo(room);
        return bytes.Length;
    }

    private static void Put(EncodedRows output, byte[] bytes)
    {
        bytes.CopyTo(output.Reserve(bytes.Length));
        output.Advance(bytes.Length);
    }
}
