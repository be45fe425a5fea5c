namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The table that a target makes of its fields.</summary>
internal static class PostgresDefinition
{
    public static IReadOnlyList<string> Create(SqlWrite write)
    {
        string table = PostgresText.Quote(write.Table);
        var lines = write.Schema.Fields.Select((f, i) => $"{PostgresText.Quote(f.Name)} {PostgresFit.Declaration(f.Type)}{(write.Key.Contains(i) ? " NOT NULL" : "")}").ToList();
        if (write.Key.Length > 0) lines.Add($"PRIMARY KEY ({PostgresText.List(write.Key.Select(k => write.Schema[k].Name))})");
        lines.AddRange(write.Unique.Select(u => $"UNIQUE ({PostgresText.Quote(write.Schema[u].Name)})"));
        return [$"CREATE TABLE {table} (\n  {string.Join(",\n  ", lines)}\n)"];
    }
}
