using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataMigration.Connectors.Csv;

/// <summary>
/// Finds where the cells and records of a well-formed text end, 64 bytes at a time and without a branch on what a byte is. It knows no way out of what is not well-formed: then it says so, and
/// the text is for a reader that has words for it. One a decoder, reused from block to block.
/// </summary>
/// <param name="quote">Null where quotes are text.</param>
/// <param name="width">Cells a record should have. Where it is more than one, an empty line is no record.</param>
internal sealed class StructuralScan(byte delimiter, byte? quote, int width)
{
    private readonly Vector256<byte> _delimiter = Vector256.Create(delimiter), _quote = Vector256.Create(quote ?? delimiter);
    private readonly ulong _quotes = quote is null ? 0 : ulong.MaxValue;
    private readonly byte[] _last = new byte[64];
    private int[] _ends = new int[1 << 14];
    private ScannedRecord[] _records = new ScannedRecord[1 << 10];
    private ScannedRecord _open;
    private int _count;

    /// <summary>The records in order.</summary>
    public ReadOnlySpan<ScannedRecord> Records => _records.AsSpan(0, _count);

    /// <summary>Where each cell ends, in order of the text. It begins behind the one before it, or where its record does.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>Whether some record has another number of cells than it should.</summary>
    public bool IsRagged { get; private set; }

    /// <summary>Scans a text from its first byte on.</summary>
    /// <param name="bytes">What it stands in.</param>
    /// <param name="used">Its length.</param>
    /// <returns>False when a quote stands where none may, is never closed, or a carriage return stands alone.</returns>
    public bool TryScan(byte[] bytes, int used)
    {
        ref byte origin = ref MemoryMarshal.GetArrayDataReference(bytes);
        (_count, _open, IsRagged) = (0, default, false);
        ulong inside = 0, behindClosing = 0, behindCell = 1;
        int cells = 0;
        for (int at = 0; at < used; at += 64)
        {
            ref byte word = ref Unsafe.Add(ref origin, at);
            int left = used - at;
            if (left < 64)
            {
                bytes.AsSpan(at, left).CopyTo(_last);
                word = ref MemoryMarshal.GetArrayDataReference(_last);
            }
            Vector256<byte> low = Vector256.LoadUnsafe(ref word), high = Vector256.LoadUnsafe(ref word, 32);
            ulong quotes = Find(low, high, _quote) & _quotes;
            ulong lines = Find(low, high, Vector256.Create((byte)'\n')), returns = Find(low, high, Vector256.Create((byte)'\r'));
            ulong ends = Find(low, high, _delimiter) | lines;
            if (left < 64)
            {
                ulong known = (1UL << left) - 1;
                (quotes, lines, returns, ends) = (quotes & known, lines & known, returns & known, ends & known);
            }
            if ((quotes | inside) != 0)
            {
                // Behind an odd number of quotes, each one counted from its own place on.
                ulong within = quotes;
                within ^= within << 1;
                within ^= within << 2;
                within ^= within << 4;
                within ^= within << 8;
                within ^= within << 16;
                within ^= within << 32;
                within ^= inside;
                inside = (ulong)((long)within >> 63);
                ends &= ~within;
                returns &= ~within;
                lines &= ~within;
                ulong opening = quotes & within, closing = quotes & ~within, after = (closing << 1) | behindClosing;
                // One opens a cell, or doubles the one before it; behind one that closes a cell ends, or it is doubled.
                ulong known = left < 64 ? (1UL << left) - 1 : ulong.MaxValue;
                if ((opening & ~((ends << 1) | behindCell | after)) != 0 || (after & ~(ends | returns | opening) & known) != 0) return false;
                behindClosing = closing >> 63;
            }
            else
            {
                if (behindClosing != 0 && ((ends | returns) & 1) == 0) return false;
                behindClosing = 0;
            }
            behindCell = ends >> 63;
            if (returns != 0 && HasLone(returns, lines, bytes, at, used)) return false;

            if (cells + 64 > _ends.Length) Array.Resize(ref _ends, _ends.Length * 2);
            Place(ends, at, ref _ends[cells]);
            for (ulong rest = lines; rest != 0; rest &= rest - 1)
            {
                int bit = BitOperations.TrailingZeroCount(rest), end = at + bit;
                int next = cells + BitOperations.PopCount(ends & ((1UL << bit) - 1)) + 1;
                if (end > 0 && Unsafe.Add(ref origin, end - 1) == '\r') _ends[next - 1] = end - 1;
                EndRecord(next, end + 1);
            }
            cells += BitOperations.PopCount(ends);
        }
        if (inside != 0) return false;
        if (_open.Start == used) return true;
        // The last record ends with the text.
        if (cells == _ends.Length) Array.Resize(ref _ends, cells + 1);
        _ends[cells] = used;
        EndRecord(cells + 1, used);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Find(Vector256<byte> low, Vector256<byte> high, Vector256<byte> what) =>
        Vector256.Equals(low, what).ExtractMostSignificantBits() | ((ulong)Vector256.Equals(high, what).ExtractMostSignificantBits() << 32);

    /// <summary>Where bits are set. Writes eight places at once, since there are nearly always fewer: what is too much is overwritten by the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place(ulong bits, int at, ref int to)
    {
        do
        {
            for (int i = 0; i < 8; i++)
            {
                Unsafe.Add(ref to, i) = at + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
            to = ref Unsafe.Add(ref to, 8);
        }
        while (bits != 0);
    }

    /// <summary>Carriage returns that no line feed follows.</summary>
    private static bool HasLone(ulong returns, ulong lines, byte[] bytes, int at, int used)
    {
        ulong lone = returns & ~(lines >> 1);
        return lone != 0 && (lone != 1UL << 63 || at + 64 >= used || bytes[at + 64] != '\n');
    }

    private void EndRecord(int next, int start)
    {
        _open.End = _ends[next - 1];
        _open.Cells = next - _open.First;
        if (_open.Cells != width)
        {
            if (_open.Cells == 1 && _open.End == _open.Start)
            {
                (_open.Start, _open.First) = (start, next);
                return;
            }
            IsRagged = true;
        }
        if (_count == _records.Length) Array.Resize(ref _records, _count * 2);
        _records[_count++] = _open;
        (_open.Start, _open.First) = (start, next);
    }
}

/// <summary>A record in a scanned text.</summary>
internal struct ScannedRecord
{
    /// <summary>Its first byte.</summary>
    public int Start;

    /// <summary>Behind its last byte, without what ends it.</summary>
    public int End;

    /// <summary>Which of all cells is its first.</summary>
    public int First;

    /// <summary>How many it has.</summary>
    public int Cells;
}
