using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace DataMigration.Connectors.Json;

/// <summary>What the text between the quotes of a JSON string stands for.</summary>
internal static class JsonEscapes
{
    /// <summary>Writes the UTF-8 of a string whose escapes the reader has found to be well-formed.</summary>
    /// <param name="escaped">The bytes between the quotes.</param>
    /// <param name="text">At least as many bytes.</param>
    /// <param name="written">How many were written.</param>
    /// <returns>False when an escape is half a surrogate pair, which stands for no character.</returns>
    public static bool TryUnescape(ReadOnlySpan<byte> escaped, Span<byte> text, out int written)
    {
        written = 0;
        while (true)
        {
            int found = escaped.IndexOf((byte)'\\');
            var plain = found < 0 ? escaped : escaped[..found];
            plain.CopyTo(text[written..]);
            written += plain.Length;
            if (found < 0) return true;
            byte kind = escaped[found + 1];
            escaped = escaped[(found + 2)..];
            if (kind != 'u')
            {
                text[written++] = Plain(kind);
                continue;
            }
            char first = Unit(escaped);
            escaped = escaped[4..];
            if (!Rune.TryCreate(first, out var rune))
            {
                if (!escaped.StartsWith("\\u"u8) || !Rune.TryCreate(first, Unit(escaped[2..]), out rune)) return false;
                escaped = escaped[6..];
            }
            written += rune.EncodeToUtf8(text[written..]);
        }
    }

    private static byte Plain(byte kind) => kind switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => kind,
    };

    private static char Unit(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x') ? (char)unit : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"No four digits: {Encoding.UTF8.GetString(digits[..4])}."));
}
