using System.Diagnostics;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class MatchesValidationTests
{
    // What JavaScript answers, without flags: new RegExp(pattern).test(text).
    [Theory]
    [InlineData("b", "abc", true)]
    [InlineData("", "", true)]
    [InlineData("^$", "a", false)]
    [InlineData("a$", "a\n", false)]
    [InlineData("^b", "a\nb", false)]
    [InlineData("^\\d+$", "123", true)]
    [InlineData("^\\d+$", "١٢٣", false)]
    [InlineData("^\\w+$", "caf\u00e9", false)]
    [InlineData("^\\W$", "\u00e9", true)]
    [InlineData("^\\s$", "\ufeff", true)]
    [InlineData("^\\s$", "\u0085", false)]
    [InlineData("^\\S$", "\u0085", true)]
    [InlineData("^[^\\s@]+$", "\u00a0", false)]
    [InlineData("^[\\D]$", "5", false)]
    [InlineData("^[\\D]$", "\u0665", true)]
    [InlineData("^[\\w-]+$", "a-b", true)]
    [InlineData("^[a-z-[aeiou]]+$", "b", false)]
    [InlineData("^[a-z-[aeiou]]+$", "-]", true)]
    [InlineData("^.$", "\n", false)]
    [InlineData("^.$", "\r", false)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "\u0085", true)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("[]", "a", false)]
    [InlineData("^a{2,3}$", "aaa", true)]
    [InlineData("^a{2,3}$", "aaaa", false)]
    [InlineData("^a{2}?$", "aa", true)]
    [InlineData("a{", "a{", true)]
    [InlineData("^{}$", "{}", true)]
    [InlineData("^x{,2}$", "x{,2}", true)]
    [InlineData("^]}$", "]}", true)]
    [InlineData("^(?<year>\\d{4})-(?:0|1)$", "2020-1", true)]
    [InlineData("^(a|b|)c$", "c", true)]
    [InlineData("(a*)*b", "aaab", true)]
    [InlineData("^\\u0041\\x42\\cJ\\t$", "AB\n\t", true)]
    [InlineData("^\\/\\-\\.$", "/-.", true)]
    [InlineData("^[\\b]$", "\b", true)]
    [InlineData("^#\\ x$", "# x", true)]
    [InlineData("^(?:a|^b)$", "b", true)]
    [InlineData("x|$^", "", true)]
    [InlineData("^(^)*(?:$)+$", "", true)]
    [InlineData("a|b$", "ac", true)]
    public void It_is_ECMAScript(string pattern, string text, bool matches) =>
        Findings(Of(pattern), "text", text, null).Should().HaveCount(matches ? 0 : 1);

    // What JavaScript answers with the flag u.
    [Theory]
    [InlineData("^\\p{Lu}\\p{Ll}+$", "Éva", true)]
    [InlineData("^[\\p{L} '-]+$", "Zoë O'Brien", true)]
    [InlineData("^[\\P{L}]+$", "12", true)]
    [InlineData("^\\p{L}+$", "a1", false)]
    [InlineData("^\\u{1F600}{2}$", "😀😀", true)]
    [InlineData("^😀{2}$", "😀😀", true)]
    [InlineData("^\\uD83D\\uDE00+$", "😀😀", true)]
    public void Categories_and_wide_characters_go_by_code_point(string pattern, string text, bool matches) =>
        Findings(Of(pattern), "text", text).Should().HaveCount(matches ? 0 : 1);

    [Fact]
    public void The_message_shows_value_and_pattern() =>
        Findings(Of("^[^@\\s]+@[^@\\s]+$"), "text", "a@b", "a b", "", "ü@ö", "ü ö")
            .Should().Equal(
                "1: x is 'a b', which does not match '^[^@\\s]+@[^@\\s]+$'.",
                "2: x is '', which does not match '^[^@\\s]+@[^@\\s]+$'.",
                "4: x is 'ü ö', which does not match '^[^@\\s]+@[^@\\s]+$'.");

    [Theory]
    [InlineData("(?=a)", "DM2207", "a lookahead at character 1")]
    [InlineData("a(?!b)", "DM2207", "a lookahead at character 2")]
    [InlineData("(?<=a)b", "DM2207", "a lookbehind at character 1")]
    [InlineData("(?<!a)b", "DM2207", "a lookbehind")]
    [InlineData("(?>a)", "DM2207", "an atomic group")]
    [InlineData("(a)\\1", "DM2207", "a reference to an earlier group at character 4")]
    [InlineData("(?<q>a)\\k<q>", "DM2207", "a reference to an earlier group")]
    [InlineData("\\bcat\\b", "DM2208", "a word boundary (\\b) at character 1")]
    [InlineData("[😀]", "DM2208", "a character beyond U+FFFF in a class")]
    [InlineData("\\p{Script=Greek}", "DM2208", "a Unicode property")]
    [InlineData("(?i)a", "DM2206", "'(?' is followed by nothing that ECMAScript knows at character 1")]
    [InlineData("(?#note)a", "DM2206", "'(?' is followed by")]
    [InlineData("\\Aa\\z", "DM2206", "'\\A' is no escape that ECMAScript knows at character 1")]
    [InlineData("(a", "DM2206", "a group is never closed: it opens at character 1")]
    [InlineData("a)", "DM2206", "a ')' closes nothing at character 2")]
    [InlineData("[a", "DM2206", "a class is never closed: it opens at character 1")]
    [InlineData("a**", "DM2206", "there is nothing to repeat at character 3")]
    [InlineData("+a", "DM2206", "there is nothing to repeat at character 1")]
    [InlineData("^*", "DM2206", "there is nothing to repeat at character 2")]
    [InlineData("[z-a]", "DM2206", "a class has a range without order at character 2")]
    [InlineData("[\\d-z]", "DM2206", "a class has a range without order")]
    [InlineData("a{3,2}", "DM2206", "a repetition's numbers are in the wrong order at character 2")]
    [InlineData("a{99999}", "DM2206", "a repetition of more than 10,000")]
    [InlineData("a\\", "DM2206", "a backslash stands at the end at character 2")]
    [InlineData("\\x4", "DM2206", "too few hexadecimal digits")]
    [InlineData("\\u{110000}", "DM2206", "names no character")]
    [InlineData("(a{10000}){10000}", "DM2209", "too large")]
    [InlineData("(a{200}){200}", "DM2209", "too large")]
    [InlineData("(?<1>a)", "DM2206", "a group has no proper name")]
    public void What_cannot_be_judged_is_refused_with_the_reason(string pattern, string code, string reason) =>
        Refusal(Of(pattern), "x:text").Should().StartWith(code + " 5: ").And.Contain(reason);

    [Fact]
    public void Groups_too_deep_are_refused() =>
        Refusal(Of(new string('(', 5000) + new string(')', 5000)), "x:text").Should().StartWith("DM2206").And.Contain("deep");

    [Fact]
    public void A_large_pattern_works_at_once()
    {
        var watch = Stopwatch.StartNew();
        Findings(Of("^(?:[a-zü]{1,39}@){1,40}$"), "text", string.Concat(Enumerable.Repeat("über@", 40)), string.Concat(Enumerable.Repeat("über@", 41))).Should().ContainSingle().Which.Should().StartWith("1: ");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Only_text_is_matched() => Refusal(Of("a"), "x:integer").Should().Be("DM2201 20: the rule 'matches' judges text, and 'x' is integer");

    [Theory]
    [InlineData("^(a+)+$", "")]
    [InlineData("^(a+)+$", "ü")]
    [InlineData("(x+x+)+y", "ü")]
    public void What_kills_a_backtracking_engine_takes_linear_time(string pattern, string head)
    {
        string evil = head + new string(pattern.Contains('x') ? 'x' : 'a', 50_000) + "!";
        var watch = Stopwatch.StartNew();
        Findings(Of(pattern), "text", evil).Should().ContainSingle();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    private static MatchesValidation Of(string pattern) => new(new MatchesOptions { Field = Field("x"), Pattern = pattern });
}
