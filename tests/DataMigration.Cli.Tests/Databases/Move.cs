namespace DataMigration.Cli.Databases;

/// <summary>
/// A folder of pipelines that moves a database, a file a table, each <c>after</c> the tables that its foreign keys name. The files are in name order, so that it is the engine that
/// loads parents first.
/// </summary>
internal sealed class Move(TemporaryFolder folder, IReadOnlyList<TableShape> tables)
{
    /// <summary>The form of date-times in CSV files.</summary>
    public string Moments { get; init; } = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The folder of pipelines that writes CSV files, one a table, into a database.</summary>
    /// <param name="dialect">More options of a table's file.</param>
    public string FromCsv(string name, string csv, string connection, Func<TableShape, string>? dialect = null) => Write(name, table =>
        $$"""
        sources: { rows: { csv: { path: "{{csv}}/{{table.Name}}.csv"{{dialect?.Invoke(table)}} } } }
        mappings:
        {{string.Join('\n', table.Columns.Select(c => $"  \"{c.Name}\": {{ from: \"{c.Name}\", type: \"{c.Type}\"{Format(c)} }}"))}}
        targets: { table: { sql: { connection: {{connection}}, table: "{{table.Name}}" } } }
        """);

    public string Between(string name, string from, string to) => Write(name, table =>
        $$"""
        sources: { rows: { sql: { connection: {{from}}, table: "{{table.Name}}" } } }
        targets: { table: { sql: { connection: {{to}}, table: "{{table.Name}}" } } }
        """);

    /// <summary>A file a table in <c>name/</c>, of the tables' own order.</summary>
    public string ToCsv(string name, string connection, string dialect = "") => Write(name, table =>
        $$"""
        sources: { rows: { sql: { connection: {{connection}}, table: "{{table.Name}}" } } }
        targets: { file: { csv: { path: "{{table.Name}}.csv", datetime_format: {{Moments}}{{dialect}} } } }
        """);

    private string Format(ColumnShape column) => column.Type switch
    {
        "datetime" => $", format: {Moments}, precision: 6",
        "time" => ", format: HH:mm:ss.fffffff, precision: 6",
        _ => "",
    };

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
