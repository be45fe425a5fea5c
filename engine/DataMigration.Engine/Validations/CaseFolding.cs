using System.Buffers;
using System.Text;

namespace DataMigration.Validations;

/// <summary>Makes text comparable without regard to case: every code point as its simple upper case, the same on every machine.</summary>
internal static class CaseFolding
{
    /// <summary>The most bytes that the folded text can have: upper case never takes more than three bytes where lower case took two.</summary>
    public static int MaxLength(int length) => length * 2;

    public static byte[] Fold(ReadOnlySpan<byte> utf8)
    {
        var folded = new byte[MaxLength(utf8.Length)];
        return folded[..Fold(utf8, folded)];
    }

    /// <returns>Bytes written.</returns>
    public static int Fold(ReadOnlySpan<byte> utf8, Span<byte> destination)
    {
        // Bytes that are no UTF-8 stay as they are: two different ones must not become the same U+FFFD.
        int written = 0;
        while (!utf8.IsEmpty)
        {
            byte first = utf8[0];
            if (first < 0x80)
            {
                destination[written++] = first is >= (byte)'a' and <= (byte)'z' ? (byte)(first - 32) : first;
                utf8 = utf8[1..];
                continue;
            }
            if (Rune.DecodeFromUtf8(utf8, out var rune, out int consumed) == OperationStatus.Done)
                written += Rune.ToUpperInvariant(rune).EncodeToUtf8(destination[written..]);
            else
            {
                utf8[..consumed].CopyTo(destination[written..]);
                written += consumed;
            }
            utf8 = utf8[consumed..];
        }
        return written;
    }
}
