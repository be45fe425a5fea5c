using System.Text;
using DataMigration.Scripting.Library;

namespace DataMigration.Patterns;

/// <summary>Which characters the flag <c>i</c> takes for the same: by ECMAScript's own rules, which .NET's are not.</summary>
internal static class CaseFolding
{
    private static readonly Lazy<List<int[]>> Units = new(() => Groups(char.MaxValue, UpperUnit)), CodePoints = new(() => Groups(0x1FFFF, Folded));

    /// <summary>A class with all that its characters are the same as.</summary>
    public static CharacterClass Close(CharacterClass given, bool unicode)
    {
        var closed = new CharacterClass { IsNegated = given.IsNegated }.AddAll(given);
        if (!given.HasCategories && given.Added.All(r => r.To < 128)) CloseAscii(given, closed, unicode);
        else
            foreach (int[] group in (unicode ? CodePoints : Units).Value)
                if (Array.Exists(group, given.IsAdded)) AddTo(closed, group);
        return closed;
    }

    private static void CloseAscii(CharacterClass given, CharacterClass closed, bool unicode)
    {
        for (char small = 'a'; small <= 'z'; small++)
            if (given.IsAdded(small) || given.IsAdded(small - 32))
                AddTo(closed, small switch { 's' when unicode => ['s', 'S', 0x17F], 'k' when unicode => ['k', 'K', 0x212A], _ => [small, small - 32] });
    }

    private static void AddTo(CharacterClass closed, int[] group)
    {
        foreach (int code in group)
            if (!closed.IsAdded(code)) closed.Add(code, code);
    }

    private static List<int[]> Groups(int last, Func<int, int> key) =>
        [.. Enumerable.Range(0, last + 1).Where(c => c is < 0xD800 or > 0xDFFF).GroupBy(key).Select(g => g.ToArray()).Where(g => g.Length > 1)];

    /// <summary>Without the flag u: the upper case, where it is one unit and does not lead into ASCII.</summary>
    private static int UpperUnit(int unit)
    {
        string upper = TextCase.ToUpper(((char)unit).ToString());
        return upper.Length == 1 && (unit < 128 || upper[0] >= 128) ? upper[0] : unit;
    }

    /// <summary>With it: Unicode's simple case folding.</summary>
    private static int Folded(int code)
    {
        if (code is 'ı' or 'İ') return code;
        if (code == 'ſ') return 's';
        return Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(code))).Value;
    }
}
