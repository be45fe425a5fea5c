using System.Text;
using DataMigration.Mappings;

namespace DataMigration.Functions.Codes;

/// <summary>Finds a country by any of its codes and names.</summary>
internal static class Countries
{
    /// <summary>The longest text that can be a name.</summary>
    private const int MaxLength = 128;

    private static readonly string[][] Rows = [.. CountryData.Table.Split('\n').Select(line => line.Trim().Split(' ', 4))];
    private static readonly Dictionary<CountryForm, (Utf8Lookup Keys, int[] Rows)> Indexes = Enum.GetValues<CountryForm>().ToDictionary(f => f, Index);
    private static readonly Dictionary<CountryForm, byte[][]> Texts = Enum.GetValues<CountryForm>()
        .ToDictionary(f => f, f => Rows.Select(r => Encoding.UTF8.GetBytes(r[(int)f].Split('|')[0])).ToArray());

    public static ReadOnlySpan<byte> Text(int country, CountryForm form) => Texts[form][country];

    /// <summary>The country's number in the table, or -1.</summary>
    /// <param name="text">A code or name, in any case.</param>
    /// <param name="form">What it is; null = whatever it can be.</param>
    public static int Find(ReadOnlySpan<byte> text, CountryForm? form)
    {
        if (form is { } only) return FindAs(text, only);
        int found = -1;
        for (var any = CountryForm.Alpha2; found < 0 && any <= CountryForm.Name; any++) found = FindAs(text, any);
        return found;
    }

    private static int FindAs(ReadOnlySpan<byte> text, CountryForm form)
    {
        Span<byte> key = stackalloc byte[MaxLength * 2];
        if (text.Length > MaxLength) return -1;
        int length = form == CountryForm.Name ? FoldName(text, key) : FoldCode(text, form, key);
        var (keys, rows) = Indexes[form];
        return keys.Find(key[..length]) is >= 0 and int at ? rows[at] : -1;
    }

    private static (Utf8Lookup, int[]) Index(CountryForm form)
    {
        var entries = Rows.SelectMany((row, number) => row[(int)form].Split('|').Select(name => (Key: Fold(name, form), number))).DistinctBy(e => Encoding.UTF8.GetString(e.Key)).ToList();
        return (new Utf8Lookup([.. entries.Select(e => e.Key)]), [.. entries.Select(e => e.number)]);
    }

    private static byte[] Fold(string text, CountryForm form)
    {
        Span<byte> key = stackalloc byte[MaxLength * 2];
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return key[..(form == CountryForm.Name ? FoldName(utf8, key) : FoldCode(utf8, form, key))].ToArray();
    }

    /// <summary>Codes in capitals; numeric ones may have lost their first zeros.</summary>
    private static int FoldCode(ReadOnlySpan<byte> text, CountryForm form, Span<byte> key)
    {
        int zeros = form == CountryForm.Numeric ? Math.Max(3 - text.Length, 0) : 0;
        if (text.IsEmpty) return 0;
        key[..zeros].Fill((byte)'0');
        for (int i = 0; i < text.Length; i++) key[zeros + i] = text[i] is >= (byte)'a' and <= (byte)'z' ? (byte)(text[i] - 32) : text[i];
        return zeros + text.Length;
    }

    /// <summary>Letters alone, in lower case without marks: hyphens, commas and brackets are written in too many ways.</summary>
    private static int FoldName(ReadOnlySpan<byte> text, Span<byte> key)
    {
        int length = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out int step);
            ReadOnlySpan<byte> letters = LatinLetters.Plain(rune) ?? (rune.Value == '&' ? "and"u8 : rune.IsAscii && Rune.IsLetter(rune) ? text[..1] : default);
            // A letter of another script is no part of any name here.
            if (letters.IsEmpty && !rune.IsAscii && Rune.IsLetterOrDigit(rune)) return 0;
            if (letters.IsEmpty && Rune.IsDigit(rune)) return 0;
            foreach (byte letter in letters)
                if (length < key.Length) key[length++] = (byte)(letter | 0x20);
            text = text[step..];
        }
        return length;
    }
}
