using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using CsvHelper;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>
/// Turns a block into columns: CsvHelper reads the block's bytes in place, and a cell becomes a slice of them. One a worker.
/// </summary>
internal sealed class CsvDecoder : IBlockDecoder
{
    private readonly CsvLayout _layout;
    private readonly NullWords _nulls;
    private readonly CsvReaderOptions _options;
    private readonly CsvTypes _types;
    private readonly CsvFaults _faults;
    private readonly CsvCells _cells;

    public CsvDecoder(CsvLayout layout, CsvSourceOptions options, CsvTypes types)
    {
        var dialect = new CsvDialect(options.Delimiter, options.Quote);
        _layout = layout;
        _nulls = new NullWords(options);
        _types = types;
        _faults = new CsvFaults(layout.Schema, dialect);
        _cells = new CsvCells(layout.Schema.Count);
        _options = dialect.ReaderOptions(skipEmptyLines: layout.Schema.Count > 1, _faults.Add);
    }

    public RecordBatch Decode(Block block)
    {
        bool shifted = StartsLikeMark(block);
        if (shifted) block = Shift(block);
        var heap = block.Heap;
        _cells.Clear();
        _faults.Clear();
        Read(heap.Bytes, heap.Used, shifted);
        bool valid = Utf8.IsValid(heap.Bytes.AsSpan(0, heap.Used));
        heap.Append(_cells.Unescaped);

        var columns = new Column[_layout.Schema.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            var text = _cells.ToColumn(i, heap);
            if (!valid) _faults.RefuseOtherEncodings(text, i);
            columns[i] = _types.Read(text, i, _faults);
        }
        var origins = new CsvRowOrigins(block, _layout.LineByte, _cells.RecordStarts.AsSpan(0, _cells.Rows), _cells.RecordEnds.AsSpan(0, _cells.Rows));
        var batch = new RecordBatch(_layout.Schema, _cells.Rows, columns, origins);
        _faults.Report(batch, origins);
        block.Dispose();
        return batch;
    }

    private void Read(byte[] bytes, int used, bool shifted)
    {
        using var reader = CsvReader.Create(new ReadOnlyMemory<byte>(bytes, 0, used), _options);
        _faults.RecordsBefore = shifted && !_options.SkipEmptyLines && reader.Read() ? 1 : 0;
        ref byte origin = ref MemoryMarshal.GetArrayDataReference(bytes);
        int width = _layout.Schema.Count;
        while (reader.Read())
        {
            int start = (int)reader.ByteOffset, found = reader.FieldCount;
            _cells.AddRow(start, start + reader.RawRecord.Length);
            if (found != width) _faults.AddRagged(_cells.Rows - 1, found);
            for (int column = 0; column < width; column++)
            {
                if (column >= found)
                {
                    _cells.SetNull(column);
                    continue;
                }
                var value = reader.GetSpan(column);
                if (value.Length <= _nulls.Longest && _nulls.IsNull(value, reader.GetRawSpan(column)))
                {
                    _cells.SetNull(column);
                    continue;
                }
                // A cell without doubled quotes lies in the block; any other one lies in the reader's own buffer until the next read.
                nint offset = Unsafe.ByteOffset(ref origin, ref MemoryMarshal.GetReference(value));
                if (value.IsEmpty) _cells.Set(column, 0, 0);
                else if ((nuint)offset < (nuint)used) _cells.Set(column, (int)offset, value.Length);
                else _cells.Set(column, used + _cells.Keep(value), value.Length);
            }
        }
    }

    /// <summary>CsvHelper takes such bytes at the start of its input for a byte order mark: drops them, or reads everything as UTF-16.
    /// Here they are a cell's own; the file's mark was cut off before the first block.</summary>
    private static bool StartsLikeMark(Block block) => block.Heap.Used > 0 && block.Heap.Bytes[0] is 0x00 or 0xEF or 0xFE or 0xFF;

    /// <summary>The same block behind an empty line.</summary>
    private Block Shift(Block block)
    {
        var heap = new TextHeap(block.Heap.Used + 1);
        heap.Append([_layout.LineByte]);
        heap.Append(block.Heap.Bytes.AsSpan(0, block.Heap.Used));
        var shifted = new Block(heap) { Sequence = block.Sequence, ByteOffset = block.ByteOffset - 1, FirstLine = block.FirstLine - 1, File = block.File };
        block.Dispose();
        return shifted;
    }
}
