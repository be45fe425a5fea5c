
namespace DataMigration.Data;

/// <summary>
/// A growing, pooled buffer of bytes that the values of one or several <see cref="TextColumn"/>s are slices of.
/// A source block's own bytes are such a heap, so a decoded or trimmed cell costs no copy.
/// Counted: each column on it holds one reference; the last one returns the buffer. Not safe for two threads at once.
/// </summary>
public sealed class TextHeap
{
    private byte[] _bytes;
    private int _references = 1;

    /// <summary>An empty heap with room for <paramref name="capacity"/> bytes; the caller holds the first reference.</summary>
    public TextHeap(int capacity) => _bytes = BufferPool.Of<byte>().Rent(Math.Max(capacity, 256));

    /// <summary>The buffer; only the first <see cref="Used"/> bytes mean anything. Replaced when the heap grows: take it anew after an append.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Bytes filled so far.</summary>
    public int Used { get; private set; }

    /// <summary>Counts one more holder.</summary>
    public TextHeap AddReference()
    {
        _references++;
        return this;
    }

    /// <summary>Gives one reference back; the last one returns the buffer to the pool.</summary>
    public void Release()
    {
        if (--_references != 0) return;
        BufferPool.Of<byte>().Return(_bytes);
        _bytes = [];
        Used = 0;
    }

    /// <summary>Room for at least <paramref name="count"/> more bytes, to be filled and then claimed by <see cref="Advance"/>.</summary>
    /// <exception cref="InvalidOperationException">The heap would pass 2 GB; blocks are far smaller, so this is a fault of ours.</exception>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Used < count) Grow(count);
        return _bytes.AsSpan(Used);
    }

    /// <summary>Claims bytes that were filled through <see cref="Reserve"/>.</summary>
    /// <returns>Where the claimed bytes start.</returns>
    public int Advance(int count)
    {
        int start = Used;
        Used += count;
        return start;
    }

    /// <summary>Copies bytes to the end.</summary>
    /// <returns>Where they start.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return Advance(bytes.Length);
    }

    private void Grow(int count)
    {
        long wanted = Math.Max((long)Used + count, Math.Min(2L * _bytes.Length, Array.MaxLength));
        if (wanted > Array.MaxLength) throw new InvalidOperationException("A text heap cannot hold more than 2 GB.");
        byte[] bigger = BufferPool.Of<byte>().Rent((int)wanted);
        _bytes.AsSpan(0, Used).CopyTo(bigger);
        BufferPool.Of<byte>().Return(_bytes);
        _bytes = bigger;
    }
}
