using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary><c>encodeURIComponent</c> and its like.</summary>
internal static class UriTexts
{
    private const string Marks = "-_.!~*'()", Reserved = ";/?:@&=+$,#";

    /// <param name="component">Whether reserved characters are escaped too.</param>
    /// <exception cref="ScriptError">A URIError: half a surrogate pair.</exception>
    public static string Encode(string text, bool component)
    {
        if (!TextBuilding.IsWellFormed(text)) throw Malformed();
        var made = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Marks.Contains((char)rune.Value) || (!component && Reserved.Contains((char)rune.Value))))
            {
                made.Append((char)rune.Value);
                continue;
            }
            foreach (byte b in bytes[..rune.EncodeToUtf8(bytes)]) made.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return made.ToString();
    }

    /// <param name="component">Whether escapes of reserved characters are undone too.</param>
    /// <exception cref="ScriptError">A URIError: an escape that is none.</exception>
    public static string Decode(string text, bool component)
    {
        var made = new StringBuilder();
        var bytes = new List<byte>();
        for (int i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                made.Append(text[i++]);
                continue;
            }
            int start = i;
            bytes.Clear();
            bytes.Add(Escaped(text, ref i));
            int more = bytes[0] < 0x80 ? 0 : bytes[0] is >= 0xC2 and < 0xE0 ? 1 : bytes[0] is >= 0xE0 and < 0xF0 ? 2 : bytes[0] is >= 0xF0 and < 0xF5 ? 3 : throw Malformed();
            for (; more > 0; more--) bytes.Add(Escaped(text, ref i));
            if (Rune.DecodeFromUtf8(bytes.ToArray(), out var rune, out int used) != System.Buffers.OperationStatus.Done || used != bytes.Count) throw Malformed();
            if (!component && rune.IsAscii && Reserved.Contains((char)rune.Value)) made.Append(text, start, i - start);
            else made.Append(rune.ToString());
        }
        return made.ToString();
    }

    private static byte Escaped(string text, ref int at)
    {
        if (at + 3 > text.Length || text[at] != '%' || !byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)) throw Malformed();
        at += 3;
        return value;
    }

    private static ScriptError Malformed() => new(ScriptErrorKind.UriError, "URI malformed");
}
