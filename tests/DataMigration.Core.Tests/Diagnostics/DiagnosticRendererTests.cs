using DataMigration.Diagnostics;

namespace DataMigration.Tests.Diagnostics;

public sealed class DiagnosticRendererTests
{
    private static readonly DiagnosticDescriptor Unknown = new("DM9999", DiagnosticSeverity.Error, "there is no function called '{0}'", "{1}");

    [Fact]
    public void A_short_remedy_stands_behind_the_caret() => Render("a: 1\n    apply: [trim, uppercase]\n", 2, 19, 9, "did you mean 'upper'?").Should().Be("""
        f.yaml:2:19: error DM9999: there is no function called 'x'
          2 |     apply: [trim, uppercase]
            |                   ^^^^^^^^^ did you mean 'upper'?

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_sentence_stands_on_its_own_line() => Render("a: 1\n", 1, 4, 1, "Write two.").Should().Be("""
        f.yaml:1:4: error DM9999: there is no function called 'x'
          1 | a: 1
            |    ^
            = Write two.

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void A_long_remedy_is_broken_between_words()
    {
        string[] lines = Render("a: 1\n", 1, 4, 1, string.Join(' ', Enumerable.Repeat("word", 60))).Split('\n');
        lines.Should().OnlyContain(l => l.Length <= 120);
        lines[3].Should().StartWith("    = word word");
        lines[4].Should().StartWith("      word word");
        lines.Sum(l => l.Split("word").Length - 1).Should().Be(60);
    }

    [Theory]
    [InlineData("\t\ta: x\n", 6, "  1 |         a: x\n    |            ^\n")]
    [InlineData("名前: x\n", 5, "  1 | 名前: x\n    |       ^\n")]
    [InlineData("e\u0301: x\n", 5, "  1 | e\u0301: x\n    |    ^\n")]
    [InlineData("😀: x\n", 5, "  1 | 😀: x\n    |     ^\n")]
    [InlineData("a: \u0007x\n", 5, "  1 | a: \uFFFDx\n    |     ^\n")]
    public void The_caret_stands_under_its_character_however_wide_the_others_are(string text, int column, string drawn) =>
        Render(text, 1, column, 1, "").Should().EndWith(drawn);

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(495)]
    public void A_wide_line_is_cut_around_the_place(int column)
    {
        string text = string.Concat(Enumerable.Range(0, 125).Select(i => $"{i:000}."));
        string[] lines = Render(text, 1, column, 3, "").Split('\n');
        lines[1].Length.Should().BeLessThanOrEqualTo(120);
        lines[2].Length.Should().BeLessThanOrEqualTo(120);
        lines[1].Substring(lines[2].IndexOf('^'), 3).Should().Be(text.Substring(column - 1, 3));
    }

    [Theory]
    [InlineData("a\r\nb\r\n", 2, "b")]
    [InlineData("a\rb\r", 2, "b")]
    [InlineData("a\nb", 2, "b")]
    public void Lines_end_as_in_any_editor(string text, int line, string shown) => Render(text, line, 1, 1, "").Should().Contain($"  {line} | {shown}\n");

    [Theory]
    [InlineData(9, 1, 1)]
    [InlineData(1, 99, 5)]
    [InlineData(1, 1, 999)]
    public void A_place_beyond_the_text_is_no_accident(int line, int column, int length) => Render("a: 1\n", line, column, length, "Mend it.").Should().StartWith("f.yaml:").And.EndWith("= Mend it.\n");

    [Fact]
    public void Without_a_place_there_is_no_line() =>
        DiagnosticRenderer.Render(Unknown.At(null, "x", "Mend it."), new Dictionary<string, string>()).Should().Be("error DM9999: there is no function called 'x'\n  = Mend it.\n");

    [Fact]
    public void A_message_is_one_line() =>
        DiagnosticRenderer.Render(Unknown.At(null, "x\ny", ""), new Dictionary<string, string>()).Should().Be("error DM9999: there is no function called 'x y'\n");

    private static string Render(string text, int line, int column, int length, string remedy) =>
        DiagnosticRenderer.Render(Unknown.At(new SourceSpan("f.yaml", line, column, length), "x", remedy), new Dictionary<string, string> { ["f.yaml"] = text });
}
