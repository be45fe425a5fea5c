using System.Text;

namespace DataMigration.Patterns;

/// <summary>A class under the flag u, written for .NET, whose characters are UTF-16 units: a pair of surrogates is one character, half a pair none.</summary>
internal static class UnicodeClass
{
    private const int FirstHigh = 0xD800, LastHigh = 0xDBFF, FirstLow = 0xDC00, LastLow = 0xDFFF;

    public static string ToDotNet(CharacterClass given)
    {
        var ranges = given.Ranges();
        var branches = new List<string>();
        foreach (var (from, to) in ranges.Where(r => r.To > char.MaxValue)) AddPairs(branches, Math.Max(from, 0x10000), to);
        string high = Within(ranges, FirstHigh, LastHigh), low = Within(ranges, FirstLow, LastLow), others = Within(ranges, 0, FirstHigh - 1) + Within(ranges, LastLow + 1, char.MaxValue);
        if (others.Length > 0) branches.Add($"[{others}]");
        if (high.Length > 0) branches.Add($@"[{high}](?![\uDC00-\uDFFF])");
        if (low.Length > 0) branches.Add($@"(?<![\uD800-\uDBFF])[{low}]");
        return branches.Count == 0 ? @"[^\u0000-\uFFFF]" : branches.Count == 1 && others.Length > 0 ? branches[0] : $"(?:{string.Join('|', branches)})";
    }

    /// <summary>Whether the class can be written without looking around.</summary>
    public static bool IsPlain(CharacterClass given) => given.Ranges().TrueForAll(r => r.To < FirstHigh || r.From > LastLow);

    private static string Within(List<(int From, int To)> ranges, int first, int last)
    {
        var text = new StringBuilder();
        foreach (var (from, to) in ranges)
            if (from <= last && to >= first) CharacterClass.AppendRange(text, Math.Max(from, first), Math.Min(to, last));
        return text.ToString();
    }

    private static void AddPairs(List<string> branches, int from, int to)
    {
        while (from <= to)
        {
            var (high, low) = Halves(from);
            var (lastHigh, lastLow) = Halves(to);
            // As many whole rows of 1,024 as there are at once.
            int end = high == lastHigh ? lastLow : LastLow, rows = low == FirstLow && high < lastHigh ? lastHigh - high - (lastLow == LastLow ? 0 : 1) : 0;
            var text = new StringBuilder("[");
            CharacterClass.AppendRange(text, high, high + rows);
            text.Append("][");
            CharacterClass.AppendRange(text, low, end);
            branches.Add(text.Append(']').ToString());
            from += (rows << 10) + end - low + 1;
        }
    }

    private static (int High, int Low) Halves(int code) => (FirstHigh + ((code - 0x10000) >> 10), FirstLow + ((code - 0x10000) & 0x3FF));
}
