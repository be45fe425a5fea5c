using System.Text;
using DataMigration.Patterns;

namespace DataMigration.Tests.Patterns;

public sealed class AsciiAutomatonTests
{
    [Fact]
    public void It_says_what_the_regex_engine_says()
    {
        var random = new Random(20240607);
        int matched = 0;
        for (int i = 0; i < 400; i++)
        {
            string text = Pattern(random, 4);
            var pattern = PatternParser.Parse(text, PatternSyntax.Linear);
            var automaton = AsciiAutomaton.Create(pattern);
            if (automaton is null) continue;
            var regex = DotNetPattern.Compile(pattern);
            var subjects = Enumerable.Range(0, 30).Select(_ => Subject(random)).ToArray();
            foreach (string subject in subjects)
            {
                bool expected = regex.IsMatch(subject);
                automaton.IsMatch(Encoding.UTF8.GetBytes(subject)).Should().Be(expected, "{0} on '{1}'", text, subject);
                matched += expected ? 1 : 0;
            }
            Together(automaton, subjects).Should().Equal([.. subjects.Select(s => (bool?)regex.IsMatch(s))], "{0}", text);
        }
        matched.Should().BeInRange(1_000, 11_000, "both answers must be tried");
    }

    [Fact]
    public void Other_characters_are_left_to_the_engine_unless_it_is_decided_before_them()
    {
        var automaton = AsciiAutomaton.Create(PatternParser.Parse("^a+b", PatternSyntax.Linear))!;
        automaton.IsMatch("aé"u8).Should().BeNull();
        automaton.IsMatch("abé"u8).Should().BeTrue();
        automaton.IsMatch("xé"u8).Should().BeFalse();
        Together(automaton, ["aé", "abé", "xé", "ab", "", "é", "aaaaaaaab"]).Should().Equal(null, true, false, true, false, null, true);
    }

    [Fact]
    public void A_pattern_whose_automaton_would_be_large_has_none()
    {
        AsciiAutomaton.Create(PatternParser.Parse("a.{12}b.{12}c", PatternSyntax.Linear)).Should().BeNull();
        AsciiAutomaton.Create(PatternParser.Parse("(a{1000}){1000}", PatternSyntax.Linear)).Should().BeNull();
    }

    /// <summary>What is said of several texts side by side; null where it is not decided.</summary>
    private static bool?[] Together(AsciiAutomaton automaton, string[] texts)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(texts));
        int[] lengths = [.. texts.Select(Encoding.UTF8.GetByteCount)], starts = new int[texts.Length];
        for (int i = 1; i < texts.Length; i++) starts[i] = starts[i - 1] + lengths[i - 1];
        var judged = new List<(int Row, bool Fails)>();
        automaton.Judge(bytes, starts, lengths, [.. Enumerable.Range(0, texts.Length)], judged);
        judged.Should().BeInAscendingOrder(j => j.Row);
        var said = new bool?[texts.Length];
        Array.Fill(said, true);
        foreach (var (row, fails) in judged) said[row] = fails ? false : null;
        return said;
    }

    private static string Pattern(Random random, int depth) => random.Next(depth <= 0 ? 6 : 12) switch
    {
        0 or 1 => "abc0"[random.Next(4)].ToString(),
        2 => ".",
        3 => new[] { "[ab]", "[^a]", "\\d", "\\W", "\\s", "[]", "[^]" }[random.Next(7)],
        4 => random.Next(2) == 0 ? "^" : "$",
        5 => "b",
        6 or 7 or 8 => Pattern(random, depth - 1) + Pattern(random, depth - 1),
        9 => $"(?:{Pattern(random, depth - 1)}|{Pattern(random, depth - 1)})",
        10 => $"({Pattern(random, depth - 1)}){new[] { "*", "+", "?", "{2}", "{1,3}", "{0,}" }[random.Next(6)]}",
        _ => $"({Pattern(random, depth - 1)}|)",
    };

    private static string Subject(Random random) => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "aabbc0 \n_"[random.Next(9)]));
}
