using System.Text.Json;

namespace DataMigration.Cli.Commands;

/// <summary>Plan, report and summary name the path of every script, and what kept it off the compiled one.</summary>
public sealed class ScriptPathTests
{
    private const string Pipeline = """
        pipeline: p
        sources: { s: { csv: { path: in.csv } } }
        transforms:
          - filter: row.n !== '9'
        mappings:
          n: { from: n }
          m: { script: "r => r.n.padStart(2, '0')" }
          old: { script: "function P(n) { this.n = n; } return new P(row.n).n;" }
        validations:
          - script: row.m.length === 2
            when: row.n > 0
            name: two digits
        targets:
          t: { csv: { path: out.csv }, when: row.old }
        """;

    private static readonly string[] Uses = ["transform 1 (filter)", "mapping m", "mapping old", "validation two digits", "when of validation two digits", "when of target t"];

    [Fact]
    public async Task A_plan_names_them_all()
    {
        using var folder = Folder(out string pipeline);
        var terminal = new TestTerminal();
        (await terminal.RunAsync("plan", pipeline)).Should().Be(0, terminal.Error);
        string[] lines = [.. terminal.Out.Split('\n').SkipWhile(l => l != "scripts").Skip(1).TakeWhile(l => l.Length > 0)];
        lines.Select(l => l.Trim().Split("  ")[0]).Should().Equal(Uses);
        lines[2].Should().MatchRegex("interpreted +.*p.yaml:8:19: 'new P' is not compiled$");
        lines.Should().OnlyContain(l => l == lines[2] || l.Contains(" compiled "));
    }

    [Fact]
    public async Task A_report_names_them_all()
    {
        using var folder = Folder(out string pipeline);
        var terminal = new TestTerminal();
        (await terminal.RunAsync("run", pipeline, "--output", "json")).Should().Be(0, terminal.Error);
        var scripts = JsonDocument.Parse(terminal.Out).RootElement.GetProperty("scripts").EnumerateArray().ToList();
        scripts.Select(s => s.GetProperty("use").GetString()).Should().Equal(Uses);
        scripts.Select(s => s.GetProperty("compiled").GetBoolean()).Should().Equal(true, true, false, true, true, true);
        scripts[2].GetProperty("obstacle").GetString().Should().Be("'new P' is not compiled");
        scripts[2].GetProperty("place").GetString().Should().EndWith("p.yaml:8:19");
    }

    [Fact]
    public async Task A_summary_names_those_that_were_interpreted()
    {
        using var folder = Folder(out string pipeline);
        var terminal = new TestTerminal();
        (await terminal.RunAsync("run", pipeline)).Should().Be(0, terminal.Error);
        terminal.Out.Should().MatchRegex(@"mapping old \(.*p.yaml:8:19\) was interpreted.*: 'new P' is not compiled").And.NotContain("mapping m (");
    }

    private static TemporaryFolder Folder(out string pipeline)
    {
        var folder = new TemporaryFolder();
        folder.Write("in.csv", "n\n1\n9\n");
        pipeline = folder.Write("p.yaml", Pipeline);
        return folder;
    }
}
