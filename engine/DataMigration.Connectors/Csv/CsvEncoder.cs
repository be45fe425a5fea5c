using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Connectors.Csv;

/// <summary>Encodes rows as lines of a CSV file; one a worker. Nothing is allocated a row.</summary>
internal sealed class CsvEncoder : IBlockEncoder
{
    private readonly RecordSchema _schema;
    private readonly CsvCellWriter _cell;
    private readonly byte _delimiter;
    private readonly byte[] _lineEnd;
    private readonly byte[] _null;
    private readonly Column[] _columns;
    private readonly CellFormatter?[] _formatters;
    private byte[] _scratch = new byte[256];

    public CsvEncoder(CsvTargetOptions options, RecordSchema schema)
    {
        _schema = schema;
        _cell = new CsvCellWriter(options);
        _delimiter = (byte)options.Delimiter;
        _lineEnd = options.LineEnd == LineEnd.Crlf ? "\r\n"u8.ToArray() : "\n"u8.ToArray();
        _null = Encoding.UTF8.GetBytes(options.NullText);
        _columns = new Column[schema.Count];
        _formatters = new CellFormatter?[schema.Count];
    }

    public EncodedRows Encode(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = batch[i];
            // Text is copied without asking anybody; every other type is resolved here, once a batch.
            _formatters[i] = batch[i].Type.Kind is DataKind.Text or DataKind.Json ? null : CellFormatter.For(batch[i]);
        }
        var output = new EncodedRows(rows.Length, (int)Math.Min(rows.Length * _columns.Length * 12L, 1 << 22));
        foreach (int row in rows)
        {
            for (int i = 0; i < _columns.Length; i++)
            {
                if (i > 0) Put(output, _delimiter);
                var column = _columns[i];
                if (column.IsNull(row)) Put(output, _null);
                else if (_formatters[i] is { } formatter) Format(output, formatter, row);
                else _cell.Write(output, Unsafe.As<TextColumn>(column)[row]);
            }
            Put(output, _lineEnd);
            output.EndRow(row);
        }
        Array.Clear(_columns);
        Array.Clear(_formatters);
        return output;
    }

    /// <summary>The line that names the columns.</summary>
    public ReadOnlyMemory<byte> Header()
    {
        using var output = new EncodedRows(1, 256);
        for (int i = 0; i < _schema.Count; i++)
        {
            if (i > 0) Put(output, _delimiter);
            _cell.Write(output, Encoding.UTF8.GetBytes(_schema[i].Name));
        }
        Put(output, _lineEnd);
        output.EndRow(0);
        byte[] line = [];
        using var row = Selection.All(1);
        output.Take(row, bytes => line = bytes.ToArray());
        return line;
    }

    /// <summary>Formats in place; the rare value that needs quotes (a delimiter of '.', say) goes through the scratch buffer.</summary>
    private void Format(EncodedRows output, CellFormatter formatter, int row)
    {
        var room = output.Reserve(formatter.MaxLength(row));
        int written = formatter.Write(row, room);
        if (!_cell.NeedsQuotes(room[..written]))
        {
            output.Advance(written);
            return;
        }
        if (_scratch.Length < written) _scratch = new byte[written];
        room[..written].CopyTo(_scratch);
        _cell.WriteQuoted(output, _scratch.AsSpan(0, written));
    }

    private static void Put(EncodedRows output, byte value)
    {
        output.Reserve(1)[0] = value;
        output.Advance(1);
    }

    private static void Put(EncodedRows output, byte[] bytes)
    {
        bytes.CopyTo(output.Reserve(bytes.Length));
        output.Advance(bytes.Length);
    }
}
