using System.Globalization;
using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>Where each row's raw record lies in its block; lines are counted, and places in other encodings found, only when somebody asks.</summary>
internal sealed class JsonRowOrigins : RowOrigins
{
    private readonly Block _block;
    private readonly TextHeap _raw;
    private readonly TextHeap _text;
    private readonly TextOffsets? _offsets;
    private readonly bool _lines;
    private readonly bool _hasOffsets;
    private int[] _starts;
    private int[] _ends;
    private int _countedTo;
    private long _countedLine;

    /// <summary>Takes references of its own to the block's bytes and their text.</summary>
    /// <param name="text">What the rows' places are places in: the block's bytes, or those in UTF-8.</param>
    /// <param name="offsets">Finds the block's bytes, where they are not the text.</param>
    /// <param name="lines">Whether a record is a line, and so a place in it a column.</param>
    /// <param name="hasOffsets">Whether the block's offsets are those of the file.</param>
    public JsonRowOrigins(Block block, TextHeap text, TextOffsets? offsets, bool lines, bool hasOffsets, JsonCells cells)
    {
        _block = block;
        _raw = block.Heap.AddReference();
        _text = text.AddReference();
        (_offsets, _lines, _hasOffsets, _countedLine) = (offsets, lines, hasOffsets, block.FirstLine);
        int rows = cells.Rows;
        _starts = BufferPool.Of<int>().Rent(Math.Max(rows, 1));
        _ends = BufferPool.Of<int>().Rent(Math.Max(rows, 1));
        cells.RecordStarts.AsSpan(0, rows).CopyTo(_starts);
        cells.RecordEnds.AsSpan(0, rows).CopyTo(_ends);
    }

    public override RowOrigin this[int row] => new(_block.File, LineAt(_starts[row]), _hasOffsets ? _block.ByteOffset + RawAt(_starts[row]) : null, null);

    public override long Position(int row) => ((long)_block.FileNumber << 44) | (_block.ByteOffset + RawAt(_starts[row]));

    /// <summary>The record as it stands in the file, without what ends it.</summary>
    public ReadOnlySpan<byte> Record(int row)
    {
        int start = RawAt(_starts[row]);
        return _raw.Bytes.AsSpan(start..RawAt(_ends[row]));
    }

    /// <summary>The record in UTF-8.</summary>
    public ReadOnlySpan<byte> Text(int row) => _text.Bytes.AsSpan(_starts[row].._ends[row]);

    /// <summary>Where a byte of the record's text stands. Of an element of an array it is not known here where its first line starts.</summary>
    public string PlaceOf(int row, int index)
    {
        int start = _starts[row], lineStart = _text.Bytes.AsSpan(start..index).LastIndexOf((byte)'\n');
        if (lineStart >= 0) return string.Create(CultureInfo.InvariantCulture, $"line {LineAt(index)}, column {index - start - lineStart}");
        if (!_lines) return string.Create(CultureInfo.InvariantCulture, $"byte {index - start + 1} of the record");
        lineStart = _text.Bytes.AsSpan(0, start).LastIndexOf((byte)'\n') + 1;
        return string.Create(CultureInfo.InvariantCulture, $"column {index - lineStart + 1}");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_starts.Length == 0) return;
        BufferPool.Of<int>().Return(_starts);
        BufferPool.Of<int>().Return(_ends);
        _starts = _ends = [];
        _text.Release();
        _raw.Release();
    }

    /// <summary>The line of a byte of the text. Goes on from the last answer, so that asking row after row reads the text once.</summary>
    private long LineAt(int index)
    {
        if (index < _countedTo) (_countedTo, _countedLine) = (0, _block.FirstLine);
        _countedLine += _text.Bytes.AsSpan(_countedTo..index).Count((byte)'\n');
        _countedTo = index;
        return _countedLine;
    }

    private int RawAt(int index) => _offsets is null ? index : _offsets.ToRaw(index);
}
