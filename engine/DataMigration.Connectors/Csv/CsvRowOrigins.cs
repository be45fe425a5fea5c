using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Where each row's raw record lies in its block; lines are counted only when somebody asks.</summary>
internal sealed class CsvRowOrigins : RowOrigins
{
    private readonly Block _block;
    private readonly TextHeap _heap;
    private readonly byte _lineByte;
    private int[] _starts;
    private int[] _ends;
    private int _countedTo;
    private long _countedLine;

    /// <summary>Takes a reference of its own to the block's bytes.</summary>
    public CsvRowOrigins(Block block, byte lineByte, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        _block = block;
        _heap = block.Heap.AddReference();
        _lineByte = lineByte;
        _countedLine = block.FirstLine;
        _starts = BufferPool.Of<int>().Rent(Math.Max(starts.Length, 1));
        _ends = BufferPool.Of<int>().Rent(Math.Max(ends.Length, 1));
        starts.CopyTo(_starts);
        ends.CopyTo(_ends);
    }

    public override RowOrigin this[int row] => new(_block.File, LineAt(_starts[row]), Position(row), null);

    public override long Position(int row) => _block.ByteOffset + _starts[row];

    /// <summary>The record as it stands in the file, without its line break.</summary>
    public ReadOnlySpan<byte> Record(int row) => _heap.Bytes.AsSpan(_starts[row].._ends[row]);

    /// <summary>The record up to a byte of the block.</summary>
    public ReadOnlySpan<byte> RecordUpTo(int row, int index) => _heap.Bytes.AsSpan(_starts[row]..Math.Clamp(index, _starts[row], _ends[row]));

    public int Start(int row) => _starts[row];

    /// <summary>The line of a byte of the block. Goes on from the last answer, so that asking row after row reads the block once.</summary>
    public long LineAt(int index)
    {
        if (index < _countedTo) (_countedTo, _countedLine) = (0, _block.FirstLine);
        _countedLine += _heap.Bytes.AsSpan(_countedTo..index).Count(_lineByte);
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
        _heap.Release();
    }
}
