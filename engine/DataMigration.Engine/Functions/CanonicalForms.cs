using System.Buffers;
using System.Globalization;
using System.Text;

namespace DataMigration.Functions;

/// <summary>Unicode normalization forms C and D, by the standard's own algorithm (UAX 15).</summary>
internal static class CanonicalForms
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28, Syllables = Leads * Vowels * Tails;

    private static readonly Dictionary<int, (int First, int Second)> Parts = [];
    private static readonly Dictionary<(int First, int Second), int> Wholes = [];
    private static readonly Dictionary<int, byte> Classes = [];

    static CanonicalForms()
    {
        foreach (string entry in CanonicalData.Decompositions.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = entry.IndexOfAny(['=', '>']), plus = entry.IndexOf('+');
            int whole = Hex(entry[..sign]);
            var parts = plus < 0 ? (Hex(entry[(sign + 1)..]), 0) : (Hex(entry[(sign + 1)..plus]), Hex(entry[(plus + 1)..]));
            Parts.Add(whole, parts);
            if (entry[sign] == '=') Wholes.Add(parts, whole);
        }
        foreach (string entry in CanonicalData.Classes.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = entry[..entry.IndexOf(':')].Split('-');
            for (int code = Hex(ends[0]); code <= Hex(ends[^1]); code++) Classes.Add(code, (byte)Hex(entry[(entry.IndexOf(':') + 1)..]));
        }
    }

    /// <summary>The characters of UTF-8 text in form D; bytes that are no UTF-8 become U+FFFD.</summary>
    public static List<int> Decompose(ReadOnlySpan<byte> text)
    {
        var result = new List<int>(text.Length);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out int length) != OperationStatus.Done) rune = Rune.ReplacementChar;
            Decompose(rune.Value, result);
            text = text[length..];
        }
        Order(result);
        return result;
    }

    /// <summary>Puts the characters of form D together into form C, in place.</summary>
    public static void Compose(List<int> characters)
    {
        int starter = -1, kept = 0, lastClass = -1;
        for (int at = 0; at < characters.Count; at++)
        {
            int code = characters[at], own = ClassOf(code);
            // A mark is blocked from its letter by another mark of the same or a higher class between them.
            if (starter >= 0 && lastClass < own && TryCompose(characters[starter], code, out int whole))
            {
                characters[starter] = whole;
                continue;
            }
            if (own == 0) (starter, lastClass) = (kept, -1);
            else lastClass = own;
            characters[kept++] = code;
        }
        characters.RemoveRange(kept, characters.Count - kept);
    }

    private static void Decompose(int code, List<int> result)
    {
        if (code - HangulBase is >= 0 and < Syllables and int syllable)
        {
            result.Add(LeadBase + syllable / (Vowels * Tails));
            result.Add(VowelBase + syllable / Tails % Vowels);
            if (syllable % Tails > 0) result.Add(TailBase + syllable % Tails);
        }
        else if (Parts.TryGetValue(code, out var parts))
        {
            Decompose(parts.First, result);
            if (parts.Second > 0) Decompose(parts.Second, result);
        }
        else result.Add(code);
    }

    private static void Order(List<int> characters)
    {
        for (int i = 1; i < characters.Count; i++)
        {
            int code = characters[i], own = ClassOf(code), at = i;
            if (own == 0) continue;
            for (; at > 0 && ClassOf(characters[at - 1]) > own; at--) characters[at] = characters[at - 1];
            characters[at] = code;
        }
    }

    private static bool TryCompose(int first, int second, out int whole)
    {
        int lead = first - LeadBase, vowel = second - VowelBase, syllable = first - HangulBase, tail = second - TailBase;
        whole = HangulBase + (lead * Vowels + vowel) * Tails;
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels) return true;
        whole = first + tail;
        if (syllable is >= 0 and < Syllables && syllable % Tails == 0 && tail is > 0 and < Tails) return true;
        return Wholes.TryGetValue((first, second), out whole);
    }

    private static byte ClassOf(int code) => code < 0x300 ? (byte)0 : Classes.GetValueOrDefault(code);

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
