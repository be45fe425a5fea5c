using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>The part of a document that is in memory: from the first element that has not been handed out yet, to where the file has been read.</summary>
internal sealed class ArrayWindow(int blockSize, long offset) : IDisposable
{
    private TextHeap _heap = new(blockSize);
    private long _line = 1;

    /// <summary>Where it starts in the file.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>Bytes in it.</summary>
    public int Filled { get; private set; }

    /// <summary>How many of them the scanner has read.</summary>
    public int Read { get; private set; }

    /// <summary>How many of those are whole elements.</summary>
    public int Elements { get; private set; }

    /// <summary>Whether it reaches to the end of the file.</summary>
    public bool IsFinal { get; private set; }

    public bool HasRoom => !IsFinal && Filled < _heap.Bytes.Length;

    public Memory<byte> Room => _heap.Bytes.AsMemory(Filled);

    public ReadOnlySpan<byte> Unread => _heap.Bytes.AsSpan(Read..Filled);

    public void Take(int count)
    {
        Filled += count;
        IsFinal = count == 0;
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
        var next = new TextHeap(Math.Max(blockSize, Filled - end));
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
        Forget(block.Heap.Bytes.AsSpan(0, end));
        return block;
    }

    /// <summary>Forgets what has been read: it is outside the array.</summary>
    public void DropRead()
    {
        int read = Read;
        Forget(_heap.Bytes.AsSpan(0, read));
        _heap.Bytes.AsSpan(read, Filled).CopyTo(_heap.Bytes);
    }

    public void Grow(int largest)
    {
        var bigger = new TextHeap((int)Math.Min(_heap.Bytes.Length * 2L, Math.Max(largest, _heap.Bytes.Length + 1L)));
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
