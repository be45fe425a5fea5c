using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Where each row's raw record lies in its block; lines are counted, and places in other encodings found, only when somebody asks.</summary>
internal sealed class CsvRowOrigins : RowOrigins
{
    private readonly Block _block;
    private readonly TextHeap _raw;
    private readonly TextHeap _text;
    private readonly int _shift;
    private readonly TextOffsets? _offsets;
    private readonly byte _lineByte;
    private int[] _starts;
    private int[] _ends;
    private int _countedTo;
    private long _countedLine;

    /// <summary>Takes references of its own to the block's bytes and their text.</summary>
    /// <param name="text">What the rows' places are places in: the block's bytes, or those in UTF-8.</param>
    /// <param name="shift">Bytes before the text that are not the file's.</param>
    /// <param name="offsets">Finds the block's bytes, where they are not the text.</param>
    public CsvRowOrigins(Block block, TextHeap text, int shift, TextOffsets? offsets, byte lineByte, CsvCells cells)
    {
        _block = block;
        _raw = block.Heap.AddReference();
        _text = text.AddReference();
        (_shift, _offsets, _lineByte) = (shift, offsets, lineByte);
        (_countedTo, _countedLine) = (shift, block.FirstLine);
        int rows = cells.Rows;
        _starts = BufferPool.Of<int>().Rent(Math.Max(rows, 1));
        _ends = BufferPool.Of<int>().Rent(Math.Max(rows, 1));
        cells.RecordStarts.AsSpan(0, rows).CopyTo(_starts);
        cells.RecordEnds.AsSpan(0, rows).CopyTo(_ends);
    }

    public override RowOrigin this[int row] => new(_block.File, LineAt(_starts[row]), _block.ByteOffset + RawAt(_starts[row]), null);

    public override long Position(int row) => ((long)_block.FileNumber << 44) | (_block.ByteOffset + RawAt(_starts[row]));

    /// <summary>The record as it stands in the file, without what ends it.</summary>
    public ReadOnlySpan<byte> Record(int row)
    {
        int start = RawAt(_starts[row]);
        return _raw.Bytes.AsSpan(start..RawAt(_ends[row]));
    }

    /// <summary>The record's text up to a byte of the text.</summary>
    public ReadOnlySpan<byte> TextUpTo(int row, int index) => _text.Bytes.AsSpan(_starts[row]..Math.Clamp(index, _starts[row], _ends[row]));

    public int Start(int row) => _starts[row];

    public long Line(int row) => LineAt(_starts[row]);

    /// <summary>The line of a byte of the text. Goes on from the last answer, so that asking row after row reads the text once.</summary>
    public long LineAt(int index)
    {
        if (index < _countedTo) (_countedTo, _countedLine) = (_shift, _block.FirstLine);
        _countedLine += _text.Bytes.AsSpan(_countedTo..index).Count(_lineByte);
        _countedTo = index;
        return _countedLine;
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

    private int RawAt(int index) => _offsets is null ? index - _shift : _offsets.ToRaw(index - _shift);
}
