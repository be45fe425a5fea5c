using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration.Syntax;

/// <summary>Texts made to exhaust a reader. Each must end soon, with a finding; the time limit is a guard against hanging, no measurement.</summary>
public sealed class HostileYamlTests
{
    public static TheoryData<string, string, string> Texts => new()
    {
        { "flow lists", Repeat("[", 100_000), "DM1113" },
        { "flow mappings", Repeat("{a: ", 100_000), "DM1113" },
        { "flow lists, a line each", Repeat("[\n", 100_000), "DM1113" },
        { "block lists", Repeat("- ", 100_000), "DM1113" },
        { "complex keys", Repeat("? ", 100_000), "DM1113" },
        { "block mappings", string.Concat(Enumerable.Range(0, 1_500).Select(i => new string(' ', i) + "a:\n")), "DM1113" },
        { "a bracket never closed", "a: [" + Repeat("1,", 500_000), "DM1107" },
        { "a quote never closed", "a: \"" + Repeat("x", 2_000_000), "DM1107" },
        { "one key twice, often", Repeat("a: 1\n", 20_000), "DM1108" },
        { "blanks", Repeat(" ", 2_000_000), "DM1105" },
        { "empty lines", Repeat("\n", 2_000_000), "DM1105" },
        { "comments", Repeat("#\n", 1_000_000), "DM1105" },
        { "documents", Repeat("--- a\n", 200_000), "DM1112" },
        { "dashes", Repeat("-", 2_000_000), "" },
        { "directives", Repeat("%a b\n", 200_000), "" },
        { "a long anchor", "&" + Repeat("a", 1_000_000), "DM1109" },
        { "a long tag", "!" + Repeat("a", 1_000_000), "DM1110" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task It_ends_with_a_finding(string name, string text, string code)
    {
        var read = Task.Run(() => Read(text).Findings);
        (await Task.WhenAny(read, Task.Delay(TimeSpan.FromMinutes(1)))).Should().Be(read, "{0} must not keep the reader busy", name);
        if (code.Length > 0) (await read).Items[0].Code.Should().Be(code);
    }

    [Fact]
    public void A_billion_laughs_are_refused_at_the_first()
    {
        const string text = "a: &a [lol, lol]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
        Read(text).Findings.Items.Select(f => f.Message).Should().Equal(
            "anchors and aliases ('&a') are not read here", "anchors and aliases ('&b') are not read here", "anchors and aliases ('*a') are not read here",
            "anchors and aliases ('*a') are not read here", "anchors and aliases ('&c') are not read here", "anchors and aliases ('*b') are not read here", "anchors and aliases ('*b') are not read here");
    }

    [Fact]
    public void The_deepest_allowed_file_is_read() => Read(Repeat("[", YamlTreeReader.MaxDepth) + Repeat("]", YamlTreeReader.MaxDepth)).Root.Should().NotBeNull();

    [Fact]
    public async Task A_whole_file_of_wrong_entries_is_checked_in_bounded_time()
    {
        using var loader = new TestLoader();
        var loaded = Task.Run(() => loader.Load("pipeline: p\n" + TestLoader.Rest + "validations: [" + Repeat("1,", 20_000) + "]\n"));
        (await Task.WhenAny(loaded, Task.Delay(TimeSpan.FromMinutes(1)))).Should().Be(loaded);
        (await loaded).Diagnostics.Items.Should().HaveCount(20_000);
    }

    private static (YamlNode? Root, DiagnosticBag Findings) Read(string text)
    {
        var findings = new DiagnosticBag();
        return (YamlTreeReader.Read(new SourceText(Path.GetFullPath("f.yaml"), text), findings), findings);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
