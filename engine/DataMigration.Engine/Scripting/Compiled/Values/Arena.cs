using System.Text;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>
/// Where the ASCII texts that a call makes stand, one behind the other, forgotten at the next call: a text costs its bytes and no garbage.
/// </summary>
internal sealed class Arena(Budget budget)
{
    private const int FirstSize = 16 * 1024;

    private readonly byte[] _first = new byte[FirstSize];
    private byte[] _bytes = [];
    private int _used;

    /// <summary>Forgets everything. Values made before must not be read again.</summary>
    public void Clear()
    {
        if (_bytes != _first) _bytes = _first;
        _used = 0;
    }

    /// <summary>Room for a text of at most this length; <see cref="Take"/> makes the text of what was written there.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < length) Grow(length);
        return _bytes.AsSpan(_used);
    }

    public Text Take(int length)
    {
        var text = new Text(_bytes, _used, length);
        _used += length;
        return text;
    }

    /// <summary>A copy of ASCII bytes.</summary>
    public Text Add(ReadOnlySpan<byte> ascii)
    {
        ascii.CopyTo(Reserve(ascii.Length));
        return Take(ascii.Length);
    }

    /// <summary>A text that the library made, as bytes where that can be.</summary>
    public Text Add(string text)
    {
        if (!Ascii.IsValid(text)) return text;
        Ascii.FromUtf16(text, Reserve(text.Length), out _);
        return Take(text.Length);
    }

    /// <summary>Two texts as one. What is appended to again and again stays where it is.</summary>
    public Text Concat(Text left, Text right)
    {
        long length = (long)left.Length + right.Length;
        if (right.Length == 0) return left;
        if (left.Length == 0) return right;
        budget.CheckLength(length);
        if (!left.IsAscii || !right.IsAscii) return Joined(left, right);
        if (ReferenceEquals(left.Storage, _bytes) && left.Start + left.Length == _used && _bytes.Length - _used >= right.Length)
        {
            right.Bytes.CopyTo(_bytes.AsSpan(_used));
            _used += right.Length;
            return left with { Length = (int)length };
        }
        // A text that grows once will grow again: room for that, in this piece of the arena or the next.
        var room = Reserve((int)length);
        left.Bytes.CopyTo(room);
        right.Bytes.CopyTo(room[left.Length..]);
        return Take((int)length);
    }

    private string Joined(Text left, Text right)
    {
        budget.Charge(2L * (left.Length + right.Length) + 32);
        return string.Create(left.Length + right.Length, (left, right), static (chars, parts) =>
        {
            parts.left.CopyTo(chars);
            parts.right.CopyTo(chars[parts.left.Length..]);
        });
    }

    private void Grow(int length)
    {
        // The old piece stays alive as long as texts in it do.
        int size = Math.Max(Math.Max(2 * length, FirstSize), Math.Min(2 * _bytes.Length, 1 << 20));
        budget.Charge(size);
        _bytes = new byte[size];
        _used = 0;
    }
}
