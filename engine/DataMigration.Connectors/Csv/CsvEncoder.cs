using System.Runtime.CompilerServices;
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
    private readonly Column[] _columns;
    private readonly CellFormatter?[] _formatters;
    private readonly bool[] _isPlain;
    private readonly OutputFormat?[] _formats;
    private readonly RowTranscoder? _transcoder;
    private byte[] _scratch = new byte[256];

    public CsvEncoder(CsvTargetOptions options, RecordSchema schema)
    {
        _schema = schema;
        _cell = new CsvCellWriter(options);
        _delimiter = Encoding.UTF8.GetBytes(options.Delimiter);
        _recordEnd = CsvCellWriter.RecordEnd(options);
        _null = Encoding.UTF8.GetBytes(options.NullText);
        _columns = new Column[schema.Count];
        _formatters = new CellFormatter?[schema.Count];
        _isPlain = new bool[schema.Count];
        _formats = [.. schema.Fields.Select(f => OutputFormat.Create(f.Type, CsvFormats.Of(options, f.Type), out _))];
        var encoding = TextEncoding.Find(options.Encoding) ?? TextEncoding.Utf8;
        _transcoder = encoding.IsUtf8 ? null : new RowTranscoder(encoding, schema);
    }

    public EncodedRows Encode(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        // What the cells of a row take as long as none is long, copies that reach beyond the ends of values included.
        int most = _recordEnd.Length;
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = batch[i];
            // Text is copied without asking anybody; every other type is resolved here, once a batch.
            _formatters[i] = batch[i].Type.Kind is DataKind.Text or DataKind.Json ? null : _formats[i]?.For(batch[i]) ?? CellFormatter.For(batch[i]);
            _isPlain[i] = _formatters[i] is not null && _formats[i] is null && batch[i] is not TextColumn && _cell.TakesNumbersAndDates;
            most += _delimiter.Length + (_isPlain[i] ? _formatters[i]!.MaxLength(0) : Math.Max(CsvCellWriter.ShortLength, _null.Length));
        }
        var output = new EncodedRows(rows.Length, (int)Math.Min(rows.Length * _columns.Length * 12L, 1 << 22));
        foreach (int row in rows)
        {
            int start = output.Length, failed = EncodeRow(output, row, most);
            if (failed >= 0) Refuse(output, start, row, failed);
            output.EndRow(row);
        }
        var encoded = _transcoder is null ? output : _transcoder.Encode(output, batch, rows);
        Array.Clear(_columns);
        Array.Clear(_formatters);
        return encoded;
    }

    /// <summary>The loop that all rows go through: what is short and plain is written into room that was asked for once a row.</summary>
    /// <returns>The last column whose value cannot be written, or -1.</returns>
    private int EncodeRow(EncodedRows output, int row, int most)
    {
        int failed = -1, at = 0;
        var room = output.Reserve(most);
        for (int i = 0; i < _columns.Length; i++)
        {
            if (i > 0) at += Put(_delimiter, room[at..]);
            var column = _columns[i];
            if (column.IsNull(row))
            {
                at += Put(_null, room[at..]);
                continue;
            }
            if (_isPlain[i])
            {
                at += _formatters[i]!.Write(row, room[at..]);
                continue;
            }
            if (_formatters[i] is null)
            {
                var text = Unsafe.As<TextColumn>(column);
                int start = text.Starts[row], length = text.Lengths[row];
                if (_cell.TryCopyShort(text.Heap.Bytes, start, length, room[at..]))
                {
                    at += length;
                    continue;
                }
            }
            output.Advance(at);
            if (!(_formatters[i] is { } formatter ? Format(output, formatter, row) : _cell.Write(output, Unsafe.As<TextColumn>(column)[row]))) failed = i;
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

    /// <summary>Formats in place; the rare value that needs quotes (a delimiter of '.', say) goes through the scratch buffer.</summary>
    private bool Format(EncodedRows output, CellFormatter formatter, int row)
    {
        var room = output.Reserve(formatter.MaxLength(row));
        int written = formatter.Write(row, room);
        if (!_cell.NeedsCare(room[..written]))
        {
            output.Advance(written);
            return true;
        }
        if (_scratch.Length < written) _scratch = new byte[written];
        room[..written].CopyTo(_scratch);
        return _cell.WriteCarefully(output, _scratch.AsSpan(0, written));
    }

    private void Refuse(EncodedRows output, int start, int row, int column)
    {
        output.Advance(start - output.Length);
        string name = _schema[column].Name;
        output.Fail(new RowFailure(row, UnwritableRule, name, ValueFormatter.ToText(_columns[column], row), $"{name} holds a value that would not read back from this file: it needs quotes, or another delimiter or null text."));
    }

    /// <summary>Nearly always one byte.</summary>
    private static int Put(byte[] bytes, Span<byte> room)
    {
        if (bytes.Length == 1) room[0] = bytes[0];
        else bytes.CopyTo(room);
        return bytes.Length;
    }

    private static void Put(EncodedRows output, byte[] bytes)
    {
        bytes.CopyTo(output.Reserve(bytes.Length));
        output.Advance(bytes.Length);
    }
}
