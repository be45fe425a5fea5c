using System.Buffers;

namespace DataMigration.Data;

/// <summary>
/// The pools behind columns, heaps, selections, origins and encoded rows. Blocks are filled on worker threads and given back on the writer's, dozens of arrays
/// of one size at a time: the runtime's shared pool keeps too few of them and drops the rest, which made most of a run's garbage.
/// </summary>
public static class BufferPool
{
    /// <summary>Longer arrays (a record of megabytes) are not worth keeping.</summary>
    private const int MaxLength = 1 << 22;

    /// <summary>More than the blocks in flight hold of one size; it keeps only what was in use at once.</summary>
    private const int MaxPerSize = 4096;

    /// <summary>The one pool of an element type, for any thread; arrays come as they were given back, not cleared.</summary>
    public static ArrayPool<T> Of<T>() => Pool<T>.Shared;

    private static class Pool<T>
    {
        public static readonly ArrayPool<T> Shared = ArrayPool<T>.Create(MaxLength, MaxPerSize);
    }
}
