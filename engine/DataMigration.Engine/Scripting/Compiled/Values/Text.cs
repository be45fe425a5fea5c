using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>
/// A text or a piece of one, without a copy: ASCII bytes (most cells of most files), where a byte is a UTF-16 unit, or else a string.
/// </summary>
/// <param name="Storage">A <c>byte[]</c> of which the piece is ASCII, or a <c>string</c>.</param>
internal readonly record struct Text(object Storage, int Start, int Length)
{
    public static Text Empty { get; } = new("", 0, 0);

    public static implicit operator Text(string text) => new(text, 0, text.Length);

    /// <summary>A text that is kept, as bytes where that can be.</summary>
    public static Text Constant(string text) => Ascii.IsValid(text) ? new Text(Encoding.ASCII.GetBytes(text), 0, text.Length) : text;

    public bool IsAscii => Storage.GetType() == typeof(byte[]);

    public ReadOnlySpan<byte> Bytes => new(Unsafe.As<byte[]>(Storage), Start, Length);

    public ReadOnlySpan<char> Chars => Unsafe.As<string>(Storage).AsSpan(Start, Length);

    public char this[int index] => IsAscii ? (char)Unsafe.As<byte[]>(Storage)[Start + index] : Unsafe.As<string>(Storage)[Start + index];

    public Text Slice(int start, int length) => new(Storage, Start + start, length);

    public Text this[Range range] => range.GetOffsetAndLength(Length) is var (start, length) ? Slice(start, length) : default;

    public bool Equals(Text other)
    {
        if (Length != other.Length) return false;
        if (IsAscii) return other.IsAscii ? Bytes.SequenceEqual(other.Bytes) : SameLetters(Bytes, other.Chars);
        return other.IsAscii ? SameLetters(other.Bytes, Chars) : Chars.SequenceEqual(other.Chars);
    }

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The order of <c>&lt;</c>: by UTF-16 units.</summary>
    public static int Compare(Text left, Text right)
    {
        if (left.IsAscii && right.IsAscii) return left.Bytes.SequenceCompareTo(right.Bytes);
        return Operators.Compare(left.ToString(), right.ToString());
    }

    public int IndexOf(Text sought, double start) => IsAscii && sought.IsAscii
        ? TextSearch.IndexOf(Bytes, sought.Bytes, start)
        : TextSearch.IndexOf<char>(ToString(), sought.ToString(), start);

    /// <summary>Its UTF-16, in a buffer when it is ASCII.</summary>
    public ReadOnlySpan<char> ToChars(Span<char> buffer)
    {
        if (!IsAscii) return Chars;
        Ascii.ToUtf16(Bytes, buffer, out _);
        return buffer[..Length];
    }

    public void CopyTo(Span<char> destination)
    {
        if (IsAscii) Ascii.ToUtf16(Bytes, destination, out _);
        else Chars.CopyTo(destination);
    }

    public double ToNumber() => IsAscii ? NumberParsing.ToNumber(Bytes) : NumberParsing.ToNumber(Chars);

    public override string ToString() => Storage switch
    {
        byte[] => Encoding.ASCII.GetString(Bytes),
        string text when Start == 0 && Length == text.Length => text,
        _ => Chars.ToString(),
    };

    private static bool SameLetters(ReadOnlySpan<byte> ascii, ReadOnlySpan<char> chars)
    {
        for (int i = 0; i < ascii.Length; i++)
            if (ascii[i] != chars[i]) return false;
        return true;
    }
}
