using System.Text.Json;
using DataMigration.Configuration;
using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Cli.Output;

public sealed class FindingsTests
{
    private static readonly DiagnosticDescriptor Unknown = new("DM2103", DiagnosticSeverity.Error, "there is no function called '{0}'", "did you mean '{1}'?");
    private static readonly DiagnosticDescriptor Odd = new("DM2199", DiagnosticSeverity.Warning, "odd: {0}", "");

    [Fact]
    public void GitHub_shows_a_finding_at_its_line() =>
        FindingsGitHub.Annotation(Unknown.At(new SourceSpan("pipelines/c.yaml", 14, 18, 9), "uppercase", "upper"))
            .Should().Be("::error file=pipelines/c.yaml,line=14,col=18,endColumn=27,title=DM2103::there is no function called 'uppercase'%0Adid you mean 'upper'?");

    [Fact]
    public void GitHubs_own_characters_are_escaped() =>
        FindingsGitHub.Annotation(Odd.At(new SourceSpan("a,b:c%.yaml", 1, 1, 1), "5% of\r\nthem, all: x"))
            .Should().Be("::warning file=a%2Cb%3Ac%25.yaml,line=1,col=1,endColumn=2,title=DM2199::odd: 5%25 of%0D%0Athem, all: x");

    [Fact]
    public void A_finding_without_a_file_has_no_place() =>
        FindingsGitHub.Annotation(Odd.At(null, "x")).Should().Be("::warning title=DM2199::odd: x");

    [Fact]
    public void Json_holds_every_finding_with_its_place()
    {
        var output = new StringWriter();
        FindingsJson.Write(output, FindingsOf([], Unknown.At(new SourceSpan("c.yaml", 14, 18, 9), "uppercase", "upper"), Odd.At(null, "x")));
        using var json = JsonDocument.Parse(output.ToString());
        var first = json.RootElement[0];
        first.EnumerateObject().Select(p => p.Name).Should().Equal("code", "severity", "file", "line", "column", "length", "message", "remedy");
        first.GetProperty("severity").GetString().Should().Be("error");
        first.GetProperty("column").GetInt32().Should().Be(18);
        json.RootElement[1].GetProperty("file").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void No_findings_are_an_empty_array()
    {
        var output = new StringWriter();
        FindingsJson.Write(output, new Findings());
        JsonDocument.Parse(output.ToString()).RootElement.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public void Secrets_are_masked()
    {
        var findings = FindingsOf(["hunter2"], Odd.At(null, "password=hunter2"));
        findings.Items.Should().ContainSingle().Which.Message.Should().Be("odd: password=***");
    }

    [Fact]
    public void What_several_pipelines_share_stands_once_and_the_summary_counts_it_once()
    {
        var findings = FindingsOf([], Unknown.At(new SourceSpan("datamigration.yaml", 1, 1, 1), "a", "b"), Odd.At(null, "x"));
        var bag = new DiagnosticBag();
        bag.Add(Unknown.At(new SourceSpan("datamigration.yaml", 1, 1, 1), "a", "b"));
        findings.Add(Loaded([]), bag);
        FindingsText.Summary(3, findings).Should().Be("3 pipelines, 1 error, 1 warning");
        FindingsText.Summary(1, new Findings()).Should().Be("1 pipeline, 0 errors, 0 warnings");
    }

    private static Findings FindingsOf(string[] secrets, params Diagnostic[] diagnostics)
    {
        var bag = new DiagnosticBag();
        foreach (var diagnostic in diagnostics) bag.Add(diagnostic);
        var findings = new Findings();
        findings.Add(Loaded(secrets), bag);
        return findings;
    }

    private static LoadedPipeline Loaded(string[] secrets) => new()
    {
        Path = "/p.yaml",
        Definition = null,
        Project = null,
        StateDirectory = "/",
        Parameters = new Dictionary<string, (DataType Type, string? Text)>(),
        Diagnostics = new DiagnosticBag(),
        Texts = new Dictionary<string, string>(),
        Secrets = secrets,
    };
}
