using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Matching;
using DataMigration.Tests.Scripting.Equality;

namespace DataMigration.Tests.Scripting.Library;

/// <summary>Regular expressions find what they find in Node.js, each way in which they can be judged.</summary>
public sealed class PatternsAgainstNodeTests
{
    private static readonly (string Source, string Flags)[] Known =
    [
        ("[^0-9]", "g"), (@"\D+", "g"), (@"\s+", "g"), (@"^\s+|\s+$", "g"), (@"^(\d{3})-(\d{4})$", ""), (@"(\d+)-(\d+)", "g"), ("abc", "g"), ("a", "gi"), (@"(?<y>\d{4})-(?<m>\d\d)", "u"), (@"\bword\b", "i"), ("^a", "gm"), ("b$", "gm"),
        (".", "gs"), (".", "gu"), ("[^]", "g"), ("[]", ""), ("(a)|b", "g"), ("(?:(a)|b)*", ""), ("(z)((a+)?(b+)?(c))*", ""), (@"(a)\1", "g"), (@"\1(a)", ""), (@"(?:\2(a))|(b)", "g"), ("(?=(a+))a", "g"), ("(?!a)b", "g"), ("(?<=a)b", "g"), ("(?<!a)b", "g"),
        ("a{2,3}", "g"), ("a{2,3}?", "g"), ("a{,3}", ""), ("{", ""), ("}", ""), ("]", ""), (@"\-", ""), (@"[\w-]+", "g"), (@"[\d-x]+", "g"), (@"\101", ""), (@"\0", ""), (@"\x41", ""), (@"\x4", ""), (@"\u0041", ""), (@"\u{41}", ""), (@"\u{1F600}", "u"), ("\ud83d\ude00", ""), ("[\ud83d\ude00]", "gu"), ("[\ud83d\ude00]", "g"),
        ("\ud83d\ude00{2}", ""), ("\ud83d\ude00{2}", "u"), (@"\p{Lu}", "gu"), (@"\p{L}+", "gu"), (@"\P{L}", "gu"), ("k", "gi"), ("k", "giu"), ("s", "giu"), ("[^s]", "giu"), ("ß", "gi"), ("σ", "gi"), ("ı", "gi"), ("İ", "giu"), ("[à-ý]", "gi"), (@"\w", "gi"), (@"\w", "giu"), (@"[^x]", "gi"),
        ("a*?", "g"), ("a*", "g"), ("(?:)", "g"), ("x?", "gy"), ("a", "y"), ("a", "gy"), ("(a+)+b", ""), ("^(a+)+$", ""), ("(a|aa)+$", ""), (@"\cA", ""), (@"[\b]", ""), ("(?<a>.)(?<b>.)", "g"), (@"(?<a>.)\k<a>", "g"), (@"\k", ""), ("a|ab", "g"), ("(?:a|ab)(?:c|bcd)(?:d*)", ""), ("((a)|(ab))((c)|(bc))", ""),
        (@"[a-z]+\d*", "gi"), (@"\d+x", "g"), (@"\d{1,3}(?=(\d{3})+$)", "g"), (@"\B(?=(\d{3})+(?!\d))", "g"), (@"^[A-Z]{2}\d{4}$", ""), (@"^[^@\s]+@[^@\s]+\.[^@\s]+$", ""), (@"(^|\s)\S", "g"), (@"\$", "g"), ("[.]", "g"), (@"[\]]", "g"), ("[^\\]]", "g"), ("(", ""), (")", ""), ("*", ""), ("a**", ""), ("[b-a]", ""), ("a", "gg"), ("a", "q"), (@"\p{Foo}", "u"), ("(?<a>x)(?<a>y)", ""), ("(?", ""), (@"\", ""), ("x{3,1}", ""),
    ];

    private static readonly string[] Subjects =
    [
        "", "a", "aa", "aaa", "aaaa", "aaab", "ab", "ba", "abc", "abcd", "zaacbbbcac", "(415) 555-2671", "415-2671", "2024-01-15", " x y ", "word words sword", "a\nb\na\r\nb", "b\u2028a", "\ud83d\ude00", "\ud83d\ude00\ud83d\ude00x", "\ud83d", "\ude00\ud83d", "Kelvin \u212a k K", "ſs S", "ßẞ ss", "σςΣ", "ıiIİ",
        "ÀàÝý÷×", "{", "}]{,3}", "a{,3}", "-", "A", "\0", "1234567", "AB1234", "ann@b.org", "bbb aaa", "$1.00", "]", "xX", "xx", "\u0001\b", "12x34", "aabb", "the quick  brown", "\u00a0\ufeff\u0085", "u0041 u{41} x4 k", "1-2 33-44",
    ];

    [SkippableFact]
    public void Known_patterns_match_and_split_and_replace() => Compare(Known, Subjects);

    [SkippableFact]
    public void Random_patterns_match_and_split_and_replace()
    {
        var random = new Random(1234);
        var patterns = Enumerable.Range(0, 3000).Select(_ => (RandomPattern(random, 4), new[] { "", "g", "gi", "gu", "gm", "y", "gs" }[random.Next(7)])).ToArray();
        Compare(patterns, [.. Enumerable.Range(0, 12).Select(_ => string.Concat(Enumerable.Range(0, random.Next(10)).Select(_ => "aabbAB01 \n_-"[random.Next(12)])))]);
    }

    private static void Compare((string Source, string Flags)[] patterns, string[] subjects)
    {
        using var node = NodeProcess.Start();
        string list = "[" + string.Join(',', subjects.Select(s => NodeProcess.Literal(s))) + "]";
        var different = new List<string>();
        int compared = 0, refused = 0;
        foreach (var (source, flags) in patterns)
        {
            string[] theirs = node.Evaluate($$"""
                (() => { let r; try { r = new RegExp({{NodeProcess.Literal(source)}}, "{{flags}}"); } catch (e) { return ['!' + e.name]; }
                return {{list}}.map(x => attempt(() => { r.lastIndex = 0; const all = []; for (let m; (m = r.exec(x)) && all.length < 50;) { all.push([m.index, ...m]); if (!r.global) break; if (m[0] === '' ) { const c = x.codePointAt(r.lastIndex); r.lastIndex += r.unicode && c > 0xffff ? 2 : 1; } }
                r.lastIndex = 0; return [all, x.replace(r, '<$&$1>'), x.split(r), x.split(r, 2), x.search(r)]; })); })()
                """.ReplaceLineEndings(" "));
            ScriptPattern ours;
            try
            {
                ours = ScriptPattern.Create(source, flags);
            }
            catch (ScriptError e)
            {
                // What we do not support says so; what is wrong is wrong for both.
                bool isRefused = e.Message.Contains("is not supported", StringComparison.Ordinal);
                refused += isRefused ? 1 : 0;
                if (theirs[0] != "!SyntaxError" && !isRefused) different.Add($"/{source}/{flags}: {e.Message}");
                continue;
            }
            if (theirs[0] == "!SyntaxError") different.Add($"/{source}/{flags} is an error in Node.js");
            else
                for (int i = 0; i < subjects.Length; i++)
                {
                    compared++;
                    string found = Notation.Attempt(() => Found(ours, subjects[i]));
                    if (found != theirs[i]) different.Add($"/{source}/{flags} on {NodeProcess.Literal(subjects[i])}:\n  {found}\n  {theirs[i]}");
                    Bytes(ours, subjects[i]);
                }
        }
        string.Join("\n", different.Take(15)).Should().BeEmpty($"of {compared} comparisons, {refused} patterns refused");
        refused.Should().BeLessThan(patterns.Length / 3);
    }

    private static object?[] Found(ScriptPattern pattern, string text)
    {
        var all = PatternMethods.Matches(pattern, text).Select(m => (object?)(object?[])[m[0].Start, .. m.Select(c => c.Of(text) ?? Notation.Undefined)]);
        var captures = new Capture[pattern.GroupCount + 1];
        return
        [
            (object?[])[.. all], PatternMethods.Replace(pattern, text, "<$&$1>"), Parts(PatternMethods.Split(pattern, text)), Parts(PatternMethods.Split(pattern, text, 2)),
            pattern.Find(text, 0, captures) ? captures[0].Start : -1,
        ];

        object?[] Parts(List<Capture> parts) => [.. parts.Select(p => p.Of(text) ?? Notation.Undefined)];
    }

    /// <summary>ASCII gives the same places.</summary>
    private static void Bytes(ScriptPattern pattern, string text)
    {
        if (!System.Text.Ascii.IsValid(text)) return;
        byte[] ascii = System.Text.Encoding.ASCII.GetBytes(text);
        var captures = new Capture[pattern.GroupCount + 1];
        var other = new Capture[pattern.GroupCount + 1];
        for (int start = 0; start <= text.Length; start++)
        {
            bool found = pattern.Find(text, start, captures);
            pattern.Find(ascii, start, other).Should().Be(found, pattern.Source);
            if (found) other.Should().Equal(captures, pattern.Source);
        }
        pattern.IsMatch(ascii).Should().Be(pattern.IsMatch(text), "/{0}/{1} on {2}", pattern.Source, pattern.Flags, text);
    }

    private static string RandomPattern(Random random, int depth) => random.Next(depth <= 0 ? 7 : 17) switch
    {
        0 or 1 => "ab0"[random.Next(3)].ToString(),
        2 => ".",
        3 => new[] { "[ab]", "[^a]", "\\d", "\\W", "\\s", "\\w", "[a-z]", "\\b", "\\B", "\\S" }[random.Next(10)],
        4 => random.Next(2) == 0 ? "^" : "$",
        5 => "b",
        6 => new[] { "\\1", "\\2", "-", "_" }[random.Next(4)],
        7 or 8 or 9 or 10 => RandomPattern(random, depth - 1) + RandomPattern(random, depth - 1),
        11 => $"(?:{RandomPattern(random, depth - 1)}|{RandomPattern(random, depth - 1)})",
        12 => $"({RandomPattern(random, depth - 1)})",
        13 => $"({RandomPattern(random, depth - 1)}|{RandomPattern(random, depth - 1)})",
        14 => $"{new[] { "(?=", "(?!", "(?<=", "(?<!" }[random.Next(4)]}{RandomPattern(random, depth - 2)})",
        _ => $"(?:{RandomPattern(random, depth - 1)}){new[] { "*", "+", "?", "{2}", "{1,3}", "{0,}", "+?", "*?", "??" }[random.Next(9)]}",
    };
}
