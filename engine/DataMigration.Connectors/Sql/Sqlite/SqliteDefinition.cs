namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>Makes a missing table from the fields it is to hold.</summary>
internal static class SqliteDefinition
{
    public static string Create(SqlWrite write)
    {
        var lines = write.Schema.Fields
            .Select((f, i) => $"{SqliteText.Quote(f.Name)} {SqliteTypes.Declaration(f.Type)}{(write.Key.Contains(i) ? " NOT NULL" : "")}").ToList();
        // Of a single INTEGER column this makes SQLite's own row number, its fastest key.
        if (write.Key.Length > 0) lines.Add($"PRIMARY KEY ({string.Join(", ", write.Key.Select(i => SqliteText.Quote(write.Schema[i].Name)))})");
        lines.AddRange(write.Unique.Select(i => $"UNIQUE ({SqliteText.Quote(write.Schema[i].Name)})"));
        return $"CREATE TABLE {SqliteText.Quote(write.Table.Name)} (\n  {string.Join(",\n  ", lines)}\n)";
    }
}
