using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>The part of a document that is in memory: from the first element that has not been handed out yet, to where the file has been read.</summary>
internal sealed class ArrayWindow(int blockSize, long offset) : IDisposable
{
    private readonly int _blockSize = blockSize;
    private TextHeap _heap = new(blockSize);
    private long _line = 1;
    private bool _isFinal;

    /// <summary>Where it starts in the file.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Bytes in it.</summary>
    public int Filled { get; private set; }

    /// <summary>How many of them the scanner has read.</summary>
    public int Read { get; private set; }

    /// <summary>How many of those are whole elements.</summary>
    public int Elements { get; private set; }

    /// <summary>How many of its bytes are looked at: the same whatever the last read brought, so that blocks are cut the same each time.</summary>
    public int Limit { get; private set; } = blockSize;

    /// <summary>Whether what is looked at reaches to the end of the file.</summary>
    public bool SeesEnd => _isFinal && Filled <= Limit;

    public bool HasRoom => !_isFinal && Filled < Limit;

    /// <summary>Whether there is more than is looked at, or may be.</summary>
    public bool IsFull => Filled >= Limit && !SeesEnd;

    public Memory<byte> Room => _heap.Bytes.AsMemory(Filled);

    public ReadOnlySpan<byte> Unread => _heap.Bytes.AsSpan(Read..Math.Min(Filled, Limit));

    public void Take(int count)
    {
        Filled += count;
        _isFinal = count == 0;
    }

    public void Advance(int count, int elements)
    {
        Read += count;
        Elements = elements;
    }

    /// <summary>The line of a byte in it.</summary>
    public long LineAt(int index) => _line + _heap.Bytes.AsSpan(0, index).Count((byte)'\n');

    /// <summary>Hands out the whole elements.</summary>
    public Block Cut(InputFile file, long sequence, BlockCursors cursors)
    {
        int end = Elements;
        var next = new TextHeap(Math.Max(_blockSize, Filled - end));
        _heap.Bytes.AsSpan(end..Filled).CopyTo(next.Bytes);
        _heap.Advance(end);
        var block = new Block(_heap)
        {
            Sequence = sequence,
            ByteOffset = Offset,
            FirstLine = _line,
            File = file.Name,
            FileNumber = file.Number,
            Cursor = cursors.Next(file.Number, Offset + end, LineAt(end), _heap.Bytes.AsSpan(0, end)),
        };
        _heap = next;
        Limit = _blockSize;
        Forget(block.Heap.Bytes.AsSpan(0, end));
        return block;
    }

    /// <summary>Forgets what has been read: it is outside the array.</summary>
    public void DropRead(BlockCursors cursors)
    {
        int read = Read;
        if (read == 0) return;
        cursors.Add(_heap.Bytes.AsSpan(0, read));
        Forget(_heap.Bytes.AsSpan(0, read));
        _heap.Bytes.AsSpan(read, Filled).CopyTo(_heap.Bytes);
        Limit = _blockSize;
    }

    public void Grow(int largest)
    {
        Limit = (int)Math.Min(Limit * 2L, Math.Max(largest, Limit + 1L));
        if (Limit <= _heap.Bytes.Length) return;
        var bigger = new TextHeap(Limit);
        _heap.Bytes.AsSpan(0, Filled).CopyTo(bigger.Bytes);
        _heap.Release();
        _heap = bigger;
    }

    public void Dispose() => _heap.Release();

    private void Forget(ReadOnlySpan<byte> bytes)
    {
        _line += bytes.Count((byte)'\n');
        Offset += bytes.Length;
        Filled -= bytes.Length;
        Read -= bytes.Length;
        Elements = 0;
    }
}
