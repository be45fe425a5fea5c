using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataMigration.Functions;

/// <summary>Finds a part of a short text between separators: all places where one may stand are seen at once, as bits.</summary>
internal static class ShortParts
{
    /// <summary>Bytes of a text that is short.</summary>
    public const int MaxLength = 64;

    /// <summary>Bytes behind its start that can be read, whatever stands there.</summary>
    public const int Reach = 128;

    /// <summary>The part of an index, or null when there are fewer.</summary>
    /// <param name="text">Its first byte; <see cref="Reach"/> bytes can be read.</param>
    /// <param name="length">Its bytes, at most <see cref="MaxLength"/>.</param>
    /// <param name="separator">At least one byte.</param>
    /// <param name="index">From 0.</param>
    public static Slice Find(ref byte text, int length, ReadOnlySpan<byte> separator, int index)
    {
        int reach = separator.Length;
        if (reach > length) return index == 0 ? new Slice(0, length) : Slice.Null;
        // A separator stands where its first byte does and, so many further on, its last one.
        ulong places = Equal(ref text, separator[0]);
        if (reach > 1) places &= Equal(ref Unsafe.Add(ref text, reach - 1), separator[^1]);
        places &= ulong.MaxValue >> (63 - (length - reach));
        int start = 0;
        while (places != 0)
        {
            int at = BitOperations.TrailingZeroCount(places);
            if (reach > 2 && !MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, at), reach).SequenceEqual(separator))
            {
                places &= places - 1;
                continue;
            }
            if (index-- == 0) return new Slice(start, at - start);
            start = at + reach;
            places = start < 64 ? places & (ulong.MaxValue << start) : 0;
        }
        return index == 0 ? new Slice(start, length - start) : Slice.Null;
    }

    private static ulong Equal(ref byte from, byte what)
    {
        var all = Vector256.Create(what);
        ulong low = Vector256.Equals(Vector256.LoadUnsafe(ref from), all).ExtractMostSignificantBits();
        return low | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref from, 32), all).ExtractMostSignificantBits() << 32);
    }
}
