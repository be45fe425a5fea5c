using System.Numerics;

namespace DataMigration.Data;

/// <summary>
/// One bit a row, from the shared pool. All bits start cleared. Not safe for two threads at once.
/// The owner disposes it; a disposed bitmap must not be used.
/// </summary>
public sealed class Bitmap : IDisposable
{
    private ulong[] _words;

    /// <summary>A bitmap for <paramref name="length"/> rows, all bits cleared.</summary>
    public Bitmap(int length)
    {
        Length = length;
        _words = BufferPool.Of<ulong>().Rent(WordCount(length));
        _words.AsSpan(0, WordCount(length)).Clear();
    }

    /// <summary>Rows the bitmap speaks of.</summary>
    public int Length { get; }

    /// <summary>64 rows a word, the lowest row in the lowest bit; bits past <see cref="Length"/> are clear.</summary>
    public Span<ulong> Words => _words.AsSpan(0, WordCount(Length));

    /// <summary>The bit of a row.</summary>
    public bool this[int row]
    {
        get => (_words[row >> 6] & (1UL << row)) != 0;
        set
        {
            if (value) _words[row >> 6] |= 1UL << row;
            else _words[row >> 6] &= ~(1UL << row);
        }
    }

    /// <summary>How many bits are set.</summary>
    public int CountSet()
    {
        int count = 0;
        foreach (ulong word in Words) count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>How many of the bits of the first so many rows are set.</summary>
    public int CountSet(int rows)
    {
        int count = 0, whole = rows >> 6;
        foreach (ulong word in Words[..whole]) count += BitOperations.PopCount(word);
        return (rows & 63) == 0 ? count : count + BitOperations.PopCount(_words[whole] & ((1UL << rows) - 1));
    }

    /// <summary>Sets the bits of all rows.</summary>
    public void SetAll()
    {
        Words.Fill(ulong.MaxValue);
        if ((Length & 63) != 0) Words[^1] = (1UL << Length) - 1;
    }

    /// <summary>Makes every bit equal to that of a bitmap of the same length.</summary>
    public void CopyFrom(Bitmap other) => other.Words.CopyTo(Words);

    /// <summary>Gives the words back to the pool.</summary>
    public void Dispose()
    {
        if (_words.Length > 0) BufferPool.Of<ulong>().Return(_words);
        _words = [];
    }

    private static int WordCount(int length) => (length + 63) >> 6;
}
