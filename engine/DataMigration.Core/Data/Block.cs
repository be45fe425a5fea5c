namespace DataMigration.Data;

/// <summary>
/// A few hundred kilobytes of whole, still undecoded records: the unit of work and hand-over. Made by a splitter, decoded once by a worker;
/// who holds it disposes it (a decoder takes it over).
/// </summary>
public sealed class Block : IDisposable
{
    private bool _disposed;

    /// <summary>A block over the bytes of a heap; takes over the caller's reference.</summary>
    public Block(TextHeap heap) => Heap = heap;

    /// <summary>The records' bytes, <see cref="TextHeap.Used"/> of them; a decoder may append unescaped values behind them.</summary>
    public TextHeap Heap { get; }

    /// <summary>0, 1, 2 … in source order; batches leave the workers in this order.</summary>
    public required long Sequence { get; init; }

    /// <summary>Where the block starts in the source's decompressed bytes.</summary>
    public required long ByteOffset { get; init; }

    /// <summary>1-based line on which the block starts.</summary>
    public required long FirstLine { get; init; }

    /// <summary>The file as the pipeline names it, or null.</summary>
    public string? File { get; init; }

    /// <summary>Which of its source's files it is from, counting from 0.</summary>
    public int FileNumber { get; init; }

    /// <summary>Where reading goes on behind this block, in the source's own words (<see cref="Connectors.IResumableSource"/>); null where it cannot be taken up there.</summary>
    public string? Cursor { get; set; }

    /// <summary>Gives the bytes back.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Heap.Release();
    }
}
