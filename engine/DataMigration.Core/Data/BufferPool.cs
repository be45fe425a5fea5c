using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DataMigration.Data;

/// <summary>
/// The pools behind columns, heaps, selections, origins and encoded rows. Blocks are filled on worker threads and given back on the writer's, dozens of arrays
/// of one size at a time: the runtime's shared pool keeps too few of them and drops the rest, which made most of a run's garbage. A pool that is told to keep more
/// makes room for all of them before the first is rented, half a megabyte for each type of element.
/// </summary>
public static class BufferPool
{
    /// <summary>Longer arrays (a record of megabytes) are not worth keeping.</summary>
    private const int MaxLength = 1 << 22;

    private const int MinLength = 1 << 4;

    /// <summary>More than the blocks in flight hold of one size; it keeps only what was in use at once.</summary>
    private const int MaxPerSize = 4096;

    /// <summary>
    /// The one pool of an element type, for any thread. An array has a power of two of elements, at least as many as asked for, and they are whatever they were when it was given back, or when its
    /// memory was somebody else's. One that was not rented here, or is longer than the pool keeps, is dropped when it is given back.
    /// </summary>
    public static ArrayPool<T> Of<T>() => Pool<T>.Shared;

    private sealed class Pool<T> : ArrayPool<T>
    {
        public static readonly new Pool<T> Shared = new();

        private readonly Shelf<T>[] _shelves = [.. Enumerable.Range(0, IndexOf(MaxLength) + 1).Select(_ => new Shelf<T>())];

        public override T[] Rent(int minimumLength)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(minimumLength);
            if (minimumLength == 0) return [];
            if (minimumLength > MaxLength) return GC.AllocateUninitializedArray<T>(minimumLength);
            int index = IndexOf(minimumLength);
            return _shelves[index].Take() ?? GC.AllocateUninitializedArray<T>(MinLength << index);
        }

        public override void Return(T[] array, bool clearArray = false)
        {
            ArgumentNullException.ThrowIfNull(array);
            if (array.Length is < MinLength or > MaxLength || !BitOperations.IsPow2(array.Length)) return;
            if (clearArray || RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Array.Clear(array);
            _shelves[IndexOf(array.Length)].Put(array);
        }

        /// <summary>The size that holds so many elements.</summary>
        private static int IndexOf(int length) => BitOperations.Log2((uint)(length - 1) | (MinLength - 1)) + 1 - BitOperations.Log2(MinLength);
    }

    /// <summary>The arrays of one size that nobody uses.</summary>
    private sealed class Shelf<T>
    {
        private readonly Lock _lock = new();
        private T[]?[] _arrays = [];
        private int _count;

        public T[]? Take()
        {
            lock (_lock)
            {
                if (_count == 0) return null;
                ref var last = ref _arrays[--_count];
                var array = last;
                last = null;
                return array;
            }
        }

        public void Put(T[] array)
        {
            lock (_lock)
            {
                if (_count == MaxPerSize) return;
                if (_count == _arrays.Length) Array.Resize(ref _arrays, Math.Max(MinLength, _count * 2));
                _arrays[_count++] = array;
            }
        }
    }
}
