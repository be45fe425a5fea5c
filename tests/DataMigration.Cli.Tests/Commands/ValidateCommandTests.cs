using System.Text.Json;

namespace DataMigration.Cli.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    private const string Good = """
        pipeline: good
        sources: { s: { csv: { path: in.csv } } }
        mappings: { id: { from: id, apply: [trim] } }
        targets: { t: { csv: { path: out.csv } } }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_pipeline_needs_no_data()
    {
        (await _terminal.RunAsync("validate", _folder.Write("p.yaml", Good))).Should().Be(0);
        _terminal.Out.Should().Be("1 pipeline, 0 errors, 0 warnings\n");
    }

    [Fact]
    public async Task A_folder_is_all_its_pipelines_and_all_their_findings()
    {
        _folder.Write("a/one.yaml", Good);
        _folder.Write("a/two.yaml", Good.Replace("trim", "trimm", StringComparison.Ordinal).Replace("pipeline: good", "pipeline: two\nbatchh: 1", StringComparison.Ordinal));
        (await _terminal.RunAsync("validate", _folder.Path)).Should().Be(2);
        _terminal.Out.Should().Contain("'trimm'").And.Contain("batchh").And.EndWith("2 pipelines, 2 errors, 0 warnings\n");
    }

    [Fact]
    public async Task Json_is_an_array_and_nothing_else()
    {
        (await _terminal.RunAsync("validate", _folder.Write("p.yaml", Good.Replace("trim", "trimm", StringComparison.Ordinal)), "--output", "json")).Should().Be(2);
        JsonDocument.Parse(_terminal.Out).RootElement.EnumerateArray().Should().ContainSingle().Which.GetProperty("line").GetInt32().Should().Be(3);
        _terminal.Error.Should().Be("1 pipeline, 1 error, 0 warnings\n");
    }

    [Fact]
    public async Task GitHub_gets_annotations()
    {
        (await _terminal.RunAsync("validate", _folder.Write("p.yaml", Good.Replace("trim", "trimm", StringComparison.Ordinal)), "--output", "github")).Should().Be(2);
        _terminal.Out.Should().StartWith("::error file=").And.Contain(",line=3,");
    }

    [Fact]
    public async Task An_undefined_variable_that_the_pipeline_needs_is_a_warning_unless_strict()
    {
        _folder.Write("datamigration.yaml", "connections: { c: { sqlite: { path: \"${env:DATAMIGRATION_TEST_UNDEFINED}\" } } }\n");
        string pipeline = _folder.Write("p.yaml", Good.Replace("csv: { path: in.csv }", "sql: { connection: c, table: t }", StringComparison.Ordinal));
        (await _terminal.RunAsync("validate", pipeline)).Should().Be(0);
        _terminal.Out.Should().EndWith("1 pipeline, 0 errors, 1 warning\n");
        (await _terminal.RunAsync("validate", pipeline, "--strict-env")).Should().Be(2);
    }

    [Fact]
    public async Task A_folder_without_pipelines_is_no_success()
    {
        (await _terminal.RunAsync("validate", _folder.Path)).Should().Be(2);
    }
}
