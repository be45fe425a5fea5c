namespace DataMigration.Cli.Databases;

/// <summary>
/// A folder of pipelines that moves a database, a file a table, each <c>after</c> the tables that its foreign keys name. The files are in name order, so that it is the engine that
/// loads parents first.
/// </summary>
internal sealed class Move(TemporaryFolder folder, IReadOnlyList<TableShape> tables)
{
    /// <summary>The folder of pipelines that writes CSV files, one a table, into a database.</summary>
    public string FromCsv(string name, string csv, string connection) => Write(name, table =>
        $$"""
        sources: { rows: { csv: { path: "{{csv}}/{{table.Name}}.csv" } } }
        mappings:
        {{string.Join('\n', table.Columns.Select(c => $"  \"{c.Name}\": {{ from: \"{c.Name}\", type: \"{c.Type}\"{(c.Type == "datetime" ? ", format: yyyy-MM-dd HH:mm:ss, precision: 6" : "")} }}"))}}
        targets: { table: { sql: { connection: {{connection}}, table: "{{table.Name}}" } } }
        """);

    public string Between(string name, string from, string to) => Write(name, table =>
        $$"""
        sources: { rows: { sql: { connection: {{from}}, table: "{{table.Name}}" } } }
        targets: { table: { sql: { connection: {{to}}, table: "{{table.Name}}" } } }
        """);

    /// <summary>A file a table in <c>name/</c>, of the tables' own order.</summary>
    public string ToCsv(string name, string connection) => Write(name, table =>
        $$"""
        sources: { rows: { sql: { connection: {{connection}}, table: "{{table.Name}}" } } }
        targets: { file: { csv: { path: "{{table.Name}}.csv", datetime_format: yyyy-MM-dd HH:mm:ss } } }
        """);

    private string Write(string name, Func<TableShape, string> rest)
    {
        foreach (var table in tables)
        {
            string after = string.Join(", ", table.References.Select(r => r.Table).Where(t => t != table.Name).Distinct().Select(PipelineName));
            folder.Write($"{name}/{PipelineName(table.Name)}.yaml", $"pipeline: {PipelineName(table.Name)}\nafter: [{after}]\n{rest(table)}\n");
        }
        return Path.Combine(folder.Path, name);
    }

    private static string PipelineName(string table) => table.ToLowerInvariant().Replace(' ', '_');
}
