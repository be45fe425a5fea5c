using System.Text;

namespace DataMigration.Connectors.Files;

/// <summary>
/// The characters of an encoding of one, two or (GB18030) four bytes each. The framework's decoders take the line feed behind half a character for its other half, which would join two records; here
/// no ASCII byte is ever lost to a broken neighbour.
/// </summary>
internal sealed class CharacterTable
{
    private const int Gb18030 = 54936;

    private readonly Encoding _encoding;
    private readonly char[] _single = new char[256];
    private readonly char[] _pairs = new char[0x10000];

    public CharacterTable(Encoding encoding)
    {
        _encoding = encoding;
        for (int lead = 0; lead < 256; lead++)
        {
            _single[lead] = Character([(byte)lead]);
            if (lead < 0x80 || _single[lead] != 0) continue;
            for (int trail = 0x30; trail < 256; trail++) _pairs[(lead << 8) | trail] = Character([(byte)lead, (byte)trail]);
        }
    }

    /// <summary>The first character, U+FFFD if it is none.</summary>
    /// <param name="raw">Not empty.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="valid">Whether they stand for anything.</param>
    public Rune Read(ReadOnlySpan<byte> raw, out int length, out bool valid)
    {
        byte lead = raw[0];
        valid = true;
        length = 1;
        if (_single[lead] is not '\0' and var single) return new Rune(single);
        if (lead == 0) return default;
        if (raw.Length > 1)
        {
            byte trail = raw[1];
            length = 2;
            if (_pairs[(lead << 8) | trail] is not '\0' and var pair) return new Rune(pair);
            if (raw.Length > 3 && _encoding.CodePage == Gb18030 && IsFour(raw) && Rune.TryGetRuneAt(_encoding.GetString(raw[..4]), 0, out var rune) && rune != Rune.ReplacementChar)
            {
                length = 4;
                return rune;
            }
            if (trail < 0x80) length = 1;
        }
        valid = false;
        return Rune.ReplacementChar;
    }

    private static bool IsFour(ReadOnlySpan<byte> raw) => raw[1] is >= 0x30 and <= 0x39 && raw[2] >= 0x81 && raw[3] is >= 0x30 and <= 0x39;

    /// <summary>The one character that the bytes stand for, or 0. Holes of a page are filled with private characters by the framework; GB18030 has no holes, and these characters of its own.</summary>
    private char Character(byte[] bytes)
    {
        Span<char> chars = stackalloc char[8];
        bool one = _encoding.GetChars(bytes, chars) == 1 && chars[0] != '\uFFFD' && !char.IsSurrogate(chars[0]) && (chars[0] is < '\uF8D0' or > '\uF8FF' || _encoding.CodePage == Gb18030);
        return one ? chars[0] : '\0';
    }
}
