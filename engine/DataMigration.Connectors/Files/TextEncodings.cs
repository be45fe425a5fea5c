using System.Text;

namespace DataMigration.Connectors.Files;

/// <summary>The encodings there are, by name. Those whose bytes below 0x80 mean anything but ASCII (EBCDIC, UTF-7, ISO-2022) are none of them.</summary>
internal static class TextEncodings
{
    public static readonly TextEncoding Utf8 = new("utf-8", Encoding.UTF8);

    private static readonly TextEncoding Utf16Le = new("utf-16le", Encoding.Unicode, 2), Utf16Be = new("utf-16be", Encoding.BigEndianUnicode, 2, true);

    private static readonly TextEncoding Utf32Le = new("utf-32le", new UTF32Encoding(false, true), 4), Utf32Be = new("utf-32be", new UTF32Encoding(true, true), 4, true);

    /// <summary>Code page, lowest byte value that may be a second byte of a character (0x80: none), name, aliases.</summary>
    private static readonly (int CodePage, int SafeBelow, string[] Names)[] Pages =
    [
        (20127, 0x80, ["us-ascii", "ascii"]),
        (1250, 0x80, ["windows-1250", "cp1250"]), (1251, 0x80, ["windows-1251", "cp1251"]), (1252, 0x80, ["windows-1252", "cp1252", "ansi"]),
        (1253, 0x80, ["windows-1253", "cp1253"]), (1254, 0x80, ["windows-1254", "cp1254"]), (1255, 0x80, ["windows-1255", "cp1255"]),
        (1256, 0x80, ["windows-1256", "cp1256"]), (1257, 0x80, ["windows-1257", "cp1257"]), (1258, 0x80, ["windows-1258", "cp1258"]),
        (874, 0x80, ["windows-874", "cp874", "tis-620"]),
        (28591, 0x80, ["iso-8859-1", "latin1", "latin-1"]), (28592, 0x80, ["iso-8859-2", "latin2", "latin-2"]), (28593, 0x80, ["iso-8859-3", "latin3"]),
        (28594, 0x80, ["iso-8859-4", "latin4"]), (28595, 0x80, ["iso-8859-5"]), (28596, 0x80, ["iso-8859-6"]), (28597, 0x80, ["iso-8859-7"]),
        (28598, 0x80, ["iso-8859-8"]), (28599, 0x80, ["iso-8859-9", "latin5"]), (28603, 0x80, ["iso-8859-13", "latin7"]), (28605, 0x80, ["iso-8859-15", "latin9", "latin-9"]),
        (437, 0x80, ["ibm437", "cp437"]), (737, 0x80, ["ibm737", "cp737"]), (775, 0x80, ["ibm775", "cp775"]), (850, 0x80, ["ibm850", "cp850"]), (852, 0x80, ["ibm852", "cp852"]),
        (855, 0x80, ["ibm855", "cp855"]), (857, 0x80, ["ibm857", "cp857"]), (858, 0x80, ["ibm858", "cp858"]), (860, 0x80, ["ibm860", "cp860"]), (861, 0x80, ["ibm861", "cp861"]),
        (862, 0x80, ["ibm862", "cp862"]), (863, 0x80, ["ibm863", "cp863"]), (865, 0x80, ["ibm865", "cp865"]), (866, 0x80, ["ibm866", "cp866"]), (869, 0x80, ["ibm869", "cp869"]),
        (20866, 0x80, ["koi8-r"]), (21866, 0x80, ["koi8-u"]),
        (10000, 0x80, ["macroman", "macintosh", "mac"]), (10006, 0x80, ["x-mac-greek", "macgreek"]), (10007, 0x80, ["x-mac-cyrillic", "maccyrillic"]),
        (10029, 0x80, ["x-mac-ce", "maccentraleurope"]), (10079, 0x80, ["x-mac-icelandic", "maciceland"]), (10081, 0x80, ["x-mac-turkish", "macturkish"]),
        (932, 0x40, ["shift_jis", "sjis", "cp932", "windows-31j", "ms932"]), (51932, 0x80, ["euc-jp"]),
        (936, 0x40, ["gbk", "gb2312", "cp936"]), (54936, 0x30, ["gb18030"]), (950, 0x40, ["big5", "cp950"]), (949, 0x41, ["euc-kr", "cp949", "uhc"]),
    ];

    // A page takes a while to load, so each waits until it is asked for.
    private static readonly Dictionary<string, Lazy<TextEncoding>> ByName = All();

    /// <summary>One of each, for messages.</summary>
    public static IReadOnlyList<string> Names { get; } = ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", .. Pages.Select(p => p.Names[0])];

    /// <summary>Those with a byte order mark, longer marks first: that of UTF-32 begins with that of UTF-16.</summary>
    public static IReadOnlyList<TextEncoding> Marked { get; } = [Utf32Le, Utf32Be, Utf8, Utf16Le, Utf16Be];

    public static TextEncoding? Find(string name) => ByName.GetValueOrDefault(Plain(name))?.Value;

    private static Dictionary<string, Lazy<TextEncoding>> All()
    {
        Lazy<TextEncoding> utf16Le = new(Utf16Le), utf32Le = new(Utf32Le);
        var all = new Dictionary<string, Lazy<TextEncoding>>(StringComparer.Ordinal)
        {
            ["utf8"] = new(Utf8), ["utf16"] = utf16Le, ["unicode"] = utf16Le, ["ucs2"] = utf16Le, ["utf16le"] = utf16Le, ["utf16be"] = new(Utf16Be), ["utf32"] = utf32Le, ["utf32le"] = utf32Le, ["utf32be"] = new(Utf32Be),
        };
        foreach (var (codePage, safeBelow, names) in Pages)
        {
            var encoding = new Lazy<TextEncoding>(() => new TextEncoding(names[0], Page(codePage), safeBelow: safeBelow));
            foreach (string name in names) all.TryAdd(Plain(name), encoding);
        }
        return all;
    }

    /// <summary>The framework's own pages replace by a question mark; U+FFFD is what nobody can mistake for data.</summary>
    private static Encoding Page(int codePage)
    {
        var encoding = (Encoding)(CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage)).Clone();
        encoding.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return encoding;
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
