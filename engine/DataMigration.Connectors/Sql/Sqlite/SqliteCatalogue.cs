using System.Text.RegularExpressions;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>Reads what a database says of its tables.</summary>
internal static partial class SqliteCatalogue
{
    public static IReadOnlyList<string> TableNames(SqliteDatabase database) =>
        Rows(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", [], s => s.GetString(0)!);

    public static SqliteTable? Find(SqliteDatabase database, string name)
    {
        var found = Rows(database, "SELECT name, type, coalesce(sql, '') FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ?1 COLLATE NOCASE", [name],
            s => (Name: s.GetString(0)!, IsView: s.GetString(1) == "view", Sql: s.GetString(2)!));
        if (found.Count == 0) return null;
        var (table, isView, sql) = found[0];
        var indexes = Rows(database, "SELECT name, \"unique\" AND NOT partial, origin FROM pragma_index_list(?1)", [table],
            s => (Name: s.GetString(0)!, IsKey: s.GetInt64(1) == 1, Origin: s.GetString(2)!));
        bool withoutRowId = Rows(database, "SELECT wr FROM pragma_table_list(?1) WHERE schema = 'main'", [table], s => s.GetInt64(0) == 1).Contains(true);
        var columns = Rows(database, "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo(?1) ORDER BY cid", [table],
            s => (Name: s.GetString(0)!, Type: s.GetString(1) ?? "", NotNull: s.GetInt64(2) != 0, HasDefault: s.GetInt64(3) != 0, Key: s.GetInt64(4), Hidden: s.GetInt64(5)));
        // An INTEGER PRIMARY KEY is the row's own number: no index of its own, and filled by SQLite when nothing fills it.
        var keyColumns = columns.Where(c => c.Key > 0).ToList();
        string? rowId = keyColumns.Count == 1 && !withoutRowId && !indexes.Any(i => i.Origin == "pk") ? keyColumns[0].Name : null;
        var keys = indexes.Where(i => i.IsKey)
            .Select(i => Rows(database, "SELECT name, coll, cid FROM pragma_index_xinfo(?1) WHERE key ORDER BY seqno", [i.Name],
                s => (Name: s.GetString(0), Collation: s.GetString(1)!, IsColumn: s.GetInt64(2) >= 0)))
            .Where(k => k.All(c => c.IsColumn)).ToList();
        if (rowId is not null) keys.Insert(0, [(rowId, "BINARY", true)]);
        var described = new SqlTable(new SqlName(null, table), isView,
            [.. columns.Select(c => new SqlColumn(c.Name, c.Type, c.NotNull && !c.HasDefault && c.Hidden == 0 && c.Name != rowId, c.Hidden is 2 or 3, c.Name == rowId))],
            [.. keys.Select(k => k.Select(c => c.Name!).ToList())],
            Rows(database, """
                SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND f."table" = ?1 COLLATE NOCASE AND f.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT') AND m.name <> ?1 ORDER BY 1
                """, [table], s => s.GetString(0)!));
        bool triggers = Rows(database, "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE LIMIT 1", [table], s => s.GetInt64(0)).Count > 0;
        return new SqliteTable(described, [.. columns.Select(c => SqliteTypes.AffinityOf(c.Type))], [.. keys.Select(k => k.Select(c => c.Collation).ToList())],
            ForeignKeys(database, table), triggers, ConflictClause().IsMatch(sql));
    }

    /// <summary>The columns of a table's primary key, in its order.</summary>
    public static IReadOnlyList<string> PrimaryKey(SqliteDatabase database, string table) =>
        Rows(database, "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk", [table], s => s.GetString(0)!);

    private static List<SqliteForeignKey> ForeignKeys(SqliteDatabase database, string table) =>
        [.. Rows(database, "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) ORDER BY id, seq", [table],
            s => (Id: s.GetInt64(0), Parent: s.GetString(1)!, From: s.GetString(2)!, To: s.GetString(3)))
            .GroupBy(r => r.Id)
            .Select(g => new SqliteForeignKey(g.First().Parent, [.. g.Select(r => r.From)], [.. g.Select(r => r.To).OfType<string>()]))];

    private static List<T> Rows<T>(SqliteDatabase database, string sql, string[] arguments, Func<SqliteStatement, T> read)
    {
        using var statement = database.Prepare(sql);
        for (int i = 0; i < arguments.Length; i++) statement.BindText(i + 1, arguments[i]);
        var rows = new List<T>();
        while (statement.StepOrThrow()) rows.Add(read(statement));
        return rows;
    }

    [GeneratedRegex(@"\bON\s+CONFLICT\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ConflictClause();
}
