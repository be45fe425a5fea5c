using System.Text.Json;

namespace DataMigration.Cli.Commands;

public sealed class PlanAndSchemaCommandTests
{
    private static readonly string Example = Repository.PathOf("examples", "02-validate-and-reject", "pipeline.yaml");

    [Fact]
    public async Task A_plan_reads_as_its_snapshot()
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync("plan", Example, "--connect")).Should().Be(0);
        terminal.Error.Should().BeEmpty();
        string[] lines = terminal.Out.Split('\n');
        lines[0].Should().StartWith("plan of orders  sha256:");
        Snapshot.Matches(string.Join('\n', lines[1..]).Replace(Repository.Root + "/", "", StringComparison.Ordinal), "plan-02-validate-and-reject");
    }

    [Fact]
    public async Task A_plan_as_json_has_sections()
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync("plan", Example, "--output", "json")).Should().Be(0);
        JsonDocument.Parse(terminal.Out).RootElement.GetProperty("sections").GetArrayLength().Should().BeGreaterThan(3);
    }

    [Theory]
    [InlineData("pipeline")]
    [InlineData("project")]
    public async Task The_schema_printed_is_the_schema_kept(string which)
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync("schema", which)).Should().Be(0);
        terminal.Out.Should().Be(File.ReadAllText(Repository.PathOf("schemas", $"{which}.schema.json")));
    }

    [Fact]
    public async Task A_source_that_cannot_be_reached_ends_connect_with_3()
    {
        using var folder = new TemporaryFolder();
        string pipeline = folder.Write("p.yaml", "pipeline: p\nsources: { s: { csv: { path: none.csv } } }\ntargets: { t: { csv: { path: out.csv } } }\n");
        var terminal = new TestTerminal();
        (await terminal.RunAsync("plan", pipeline)).Should().Be(0);
        (await terminal.RunAsync("plan", pipeline, "--connect")).Should().Be(3);
        terminal.Error.Should().Contain("error DM30");
    }

    [Fact]
    public async Task What_connect_says_of_a_place_that_cannot_be_reached_names_no_secret()
    {
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("DATAMIGRATION_TEST_PLACE", "hunter2.db");
        folder.Write("datamigration.yaml", "connections: { c: { sqlite: { path: \"${env:DATAMIGRATION_TEST_PLACE}\" } } }\n");
        string pipeline = folder.Write("p.yaml", "pipeline: p\nsources: { s: { sql: { connection: c, table: t } } }\ntargets: { t: { csv: { path: out.csv } } }\n");
        var terminal = new TestTerminal();
        (await terminal.RunAsync("plan", pipeline, "--connect")).Should().Be(3);
        terminal.Error.Should().Contain("SQLite database *** does not exist").And.NotContain("hunter2");
    }
}
