using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataMigration.Connectors.Json;

/// <summary>Finds where values end that are written as the grammar says. Anything else is -1, and somebody else's to explain.</summary>
internal static class JsonText
{
    /// <summary>The closing quote of a string.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="at">Behind its opening quote.</param>
    /// <param name="end">Where the text ends.</param>
    /// <param name="escaped">Whether it does not read as it stands there; its escapes are well-formed, halves of surrogate pairs aside.</param>
    public static int EndOfString(byte[] bytes, int at, int end, out bool escaped)
    {
        escaped = false;
        while ((at = NextSpecial(bytes, at, end)) < end)
        {
            if (bytes[at] == '"') return at;
            escaped = true;
            if (bytes[at] != '\\' || (at = EndOfEscape(bytes.AsSpan(0, end), at)) < 0) return -1;
        }
        return -1;
    }

    /// <summary>The byte behind a number.</summary>
    public static int EndOfNumber(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == '-') at++;
        at = at < text.Length && text[at] == '0' ? at + 1 : EndOfDigits(text, at);
        if (at >= 0 && at < text.Length && text[at] == '.') at = EndOfDigits(text, at + 1);
        if (at < 0 || at >= text.Length || (text[at] | 0x20) != 'e') return at;
        at++;
        return EndOfDigits(text, at < text.Length && text[at] is (byte)'+' or (byte)'-' ? at + 1 : at);
    }

    private static int EndOfDigits(ReadOnlySpan<byte> text, int at)
    {
        int start = at;
        while ((uint)at < (uint)text.Length && (uint)(text[at] - '0') <= 9) at++;
        return at > start ? at : -1;
    }

    private static int EndOfEscape(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 >= text.Length) return -1;
        if (text[at + 1] is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t') return at + 2;
        if (text[at + 1] != 'u' || at + 6 > text.Length) return -1;
        foreach (byte digit in text.Slice(at + 2, 4))
            if (!char.IsAsciiHexDigit((char)digit)) return -1;
        return at + 6;
    }

    /// <summary>The next quote, backslash or control character; where there is none, the end or something behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextSpecial(byte[] bytes, int at, int end)
    {
        ref byte start = ref MemoryMarshal.GetArrayDataReference(bytes);
        Vector256<byte> quote = Vector256.Create((byte)'"'), backslash = Vector256.Create((byte)'\\'), control = Vector256.Create((byte)0x1F);
        for (int last = Math.Min(end, bytes.Length - Vector256<byte>.Count); at <= last; at += Vector256<byte>.Count)
        {
            var chunk = Vector256.LoadUnsafe(ref start, (nuint)at);
            uint found = (Vector256.Equals(chunk, quote) | Vector256.Equals(chunk, backslash) | Vector256.Equals(Vector256.Min(chunk, control), chunk)).ExtractMostSignificantBits();
            if (found != 0) return at + BitOperations.TrailingZeroCount(found);
        }
        while (at < end && bytes[at] is > 0x1F and not ((byte)'"' or (byte)'\\')) at++;
        return at;
    }
}
