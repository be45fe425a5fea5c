using System.Text.Json.Nodes;

namespace DataMigration.Cli.Databases;

/// <summary>What a report says of a source that is no file.</summary>
public sealed class SourceReportTests
{
    [SkippableFact]
    public async Task A_database_is_reported_by_its_rows_since_its_bytes_lie_nowhere()
    {
        using var postgres = new PostgresDatabase();
        postgres.Execute("CREATE TABLE t AS SELECT n, repeat('x', 1000) AS text FROM generate_series(1, 1000) n");
        using var folder = new TemporaryFolder();
        folder.Write("datamigration.yaml", $$"""
            connections:
              crm: { postgres: { connection_string: "{{postgres.ConnectionString}}" } }

            """);
        string pipeline = folder.Write("t.yaml", """
            pipeline: t
            sources: { t: { sql: { connection: crm, table: t } } }
            targets: { file: { csv: { path: t.csv } } }

            """);
        var terminal = new TestTerminal();
        (await terminal.RunAsync("run", pipeline, "--output", "json")).Should().Be(0, terminal.Error);
        var source = JsonNode.Parse(terminal.Out)!["sources"]!["t"]!;
        source["read"]!.GetValue<long>().Should().Be(1000);
        source["bytes"].Should().BeNull();
    }
}
