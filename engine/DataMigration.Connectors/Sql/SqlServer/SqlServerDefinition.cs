using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The table that a target makes of its fields.</summary>
internal static class SqlServerDefinition
{
    /// <summary>Bytes that a value of another kind takes in an index, at most.</summary>
    private const int OtherBytes = 17;

    /// <summary>The table as the catalogue will have it.</summary>
    public static SqlServerTable Table(SqlWrite write)
    {
        var columns = write.Schema.Fields.Select((f, i) =>
        {
            var type = TypeOf(write, i);
            bool isKey = write.Key.Contains(i);
            return (SqlColumn)new SqlServerColumn(f.Name, type.ToString(), isKey, false, false) { Type = type, AllowsNull = !isKey, Collation = null, CodePage = 0 };
        }).ToList();
        var indexes = new List<SqlServerIndex>();
        if (write.Key.Length > 0) indexes.Add(new SqlServerIndex("the primary key", [.. write.Key.Select(k => (write.Schema[k].Name, false))], null, true, true, false));
        indexes.AddRange(write.Unique.Select(u => new SqlServerIndex(IndexName(write.Schema[u]), [(write.Schema[u].Name, false)], write.Key.Contains(u) ? null : $"({SqlServerText.Quote(write.Schema[u].Name)} IS NOT NULL)", false, false, false)));
        return new SqlServerTable(write.Table, false, columns, [.. indexes.Select(i => i.Columns.Select(c => c.Column).ToList())], [])
        {
            Indexes = indexes,
            ForeignKeys = [],
            Checks = [],
            Triggers = [],
            HasInsteadOf = false,
            ReferredBy = [],
            Views = [],
            CanTruncate = true,
            Peculiarities = [],
        };
    }

    public static IReadOnlyList<string> Create(SqlWrite write)
    {
        string table = SqlServerText.Quote(write.Table);
        var lines = write.Schema.Fields.Select((f, i) => $"{SqlServerText.Quote(f.Name)} {TypeOf(write, i)} {(write.Key.Contains(i) ? "NOT NULL" : "NULL")}").ToList();
        if (write.Key.Length > 0) lines.Add($"PRIMARY KEY ({SqlServerText.List(write.Key.Select(k => write.Schema[k].Name))})");
        var statements = new List<string> { $"CREATE TABLE {table} (\n  {string.Join(",\n  ", lines)}\n)" };
        // Rows without a value do not collide.
        foreach (int unique in write.Unique)
        {
            string column = SqlServerText.Quote(write.Schema[unique].Name);
            statements.Add($"CREATE UNIQUE INDEX {SqlServerText.Quote(IndexName(write.Schema[unique]))} ON {table} ({column}){(write.Key.Contains(unique) ? "" : $" WHERE {column} IS NOT NULL")}");
        }
        return statements;
    }

    private static string IndexName(Field field) => "datamigration_unique_" + (field.Name.Length > 100 ? field.Name[..100] : field.Name);

    private static SqlServerType TypeOf(SqlWrite write, int field)
    {
        var type = write.Schema[field].Type;
        if (!type.IsHeapStored || (!write.Key.Contains(field) && !write.Unique.Contains(field))) return SqlServerFit.Declaration(type, 0, 0);
        if (!write.Key.Contains(field)) return SqlServerFit.Declaration(type, 1, 0);
        int sharing = write.Key.Count(k => write.Schema[k].Type.IsHeapStored);
        return SqlServerFit.Declaration(type, sharing, (write.Key.Length - sharing) * OtherBytes);
    }
}
