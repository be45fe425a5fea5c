using System.Buffers;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Functions;

/// <summary>Steps through UTF-8 text by characters (Unicode code points). Bytes that are no UTF-8 count as one character a lead byte and never throw.</summary>
internal static class Utf8Text
{
    public static bool IsStart(byte b) => (b & 0xC0) != 0x80;

    /// <summary>How many characters there are.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte b in text) count += IsStart(b) ? 1 : 0;
        return count;
    }

    /// <summary>Where the character of an index begins; the text's length when there are no more.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> text, int index)
    {
        if (index <= 0) return 0;
        for (int at = 0; at < text.Length; at++)
            if (IsStart(text[at]) && index-- == 0) return at;
        return text.Length;
    }

    /// <summary>Where the last <paramref name="count"/> characters begin; 0 when there are no more.</summary>
    public static int OffsetFromEnd(ReadOnlySpan<byte> text, int count)
    {
        if (count <= 0) return text.Length;
        for (int at = text.Length - 1; at >= 0; at--)
            if (IsStart(text[at]) && --count == 0) return at;
        return 0;
    }

    /// <summary>How many bytes of Unicode white space stand at the start.</summary>
    public static int BlankStart(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && BlankLength(text[at..]) is > 0 and int length) at += length;
        return at;
    }

    /// <summary>Where the Unicode white space at the end begins.</summary>
    public static int BlankEnd(ReadOnlySpan<byte> text)
    {
        int end = text.Length;
        while (end > 0)
        {
            byte last = text[end - 1];
            if (last < 0x80)
            {
                if (!IsBlank(last)) break;
                end--;
            }
            else if (Rune.DecodeLastFromUtf8(text[..end], out var rune, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(rune)) end -= length;
            else break;
        }
        return end;
    }

    /// <summary>How many bytes the white space at the start of a text has, one character of it; 0 when it starts with something else.</summary>
    public static int BlankLength(ReadOnlySpan<byte> text)
    {
        if (text[0] < 0x80) return IsBlank(text[0]) ? 1 : 0;
        return Rune.DecodeFromUtf8(text, out var rune, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(rune) ? length : 0;
    }

    /// <summary>Appends a character.</summary>
    public static void Append(this TextHeap heap, Rune rune) => heap.Advance(rune.EncodeToUtf8(heap.Reserve(4)));

    /// <summary>Appends text as UTF-8; lone surrogates become U+FFFD.</summary>
    public static void AppendText(this TextHeap heap, ReadOnlySpan<char> text) =>
        heap.Advance(Encoding.UTF8.GetBytes(text, heap.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));

    /// <summary>Appends text so many times.</summary>
    public static void AppendRepeated(this TextHeap heap, ReadOnlySpan<byte> text, int times)
    {
        for (; times > 0; times--) heap.Append(text);
    }

    private static bool IsBlank(byte b) => b == ' ' || (uint)(b - '\t') <= '\r' - '\t';
}
