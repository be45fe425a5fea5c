using System.Text;

namespace DataMigration.Connectors.Files;

/// <summary>The 256 characters of a code page.</summary>
internal static class SingleBytePage
{
    /// <summary>
    /// Where the framework's tables are older than the pages' published ones (Greek before the euro), or another page under the name. Apple's omega is the letter, not the unit.
    /// </summary>
    private static readonly Dictionary<int, (byte Byte, char Character)[]> Corrections = new()
    {
        [28597] = [(0xA1, '\u2018'), (0xA2, '\u2019'), (0xA4, '\u20AC'), (0xA5, '\u20AF'), (0xAA, '\u037A')],
        [28598] = [(0xAF, '\u00AF')],
        [21866] = [(0xAE, '\u255D'), (0xBE, '\u256C')],
        [10000] = [(0xBD, '\u03A9')],
        [10006] = [(0x9C, '\u20AC'), (0xAF, '\u00B7'), (0xFF, '\u00AD')],
        [10007] = [(0xA2, '\u0490'), (0xB6, '\u0491'), (0xFF, '\u20AC')],
        [10079] = [(0xBD, '\u03A9'), (0xDB, '\u20AC')],
        [10081] = [(0xBD, '\u03A9')],
    };

    /// <summary>By byte; U+FFFD where a byte stands for nothing.</summary>
    public static char[] Of(Encoding encoding)
    {
        char[] page = new char[256];
        for (int b = 0; b < page.Length; b++)
        {
            char c = encoding.GetChars([(byte)b])[0];
            page[b] = IsHole(encoding, c) ? '\uFFFD' : c;
        }
        foreach (var (b, c) in Corrections.GetValueOrDefault(encoding.CodePage, [])) page[b] = c;
        return page;
    }

    /// <summary>
    /// The framework fills holes with control characters or private ones. No Windows page has control characters above 0x80; Apple's logo (U+F8FF) is one that Apple's pages have on purpose.
    /// </summary>
    private static bool IsHole(Encoding encoding, char c) => c is '\uFFFD' or (>= '\uE000' and < '\uF8FF')
        || (c is >= '\u0080' and < '\u00A0' && encoding.CodePage is (>= 1250 and <= 1258) or 874 or 869);
}
