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
        var described = new SqliteDescription(new SqlName(null, table), isView,
            [.. columns.Select(c => new SqlColumn(c.Name, c.Type, c.NotNull && !c.HasDefault && c.Hidden == 0 && c.Name != rowId, c.Hidden is 2 or 3, c.Name == rowId))],
            [.. keys.Select(k => k.Select(c => c.Name!).ToList())],
            Rows(database, """
                SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND f."table" = ?1 COLLATE NOCASE AND f.on_delete IN ('CASCADE', 'SET NULL', 'SET DEFAULT') AND m.name <> ?1 ORDER BY 1
                """, [table], s => s.GetString(0)!),
            Dependents(database, table));
        bool triggers = Rows(database, "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE LIMIT 1", [table], s => s.GetInt64(0)).Count > 0;
        return new SqliteTable(described, [.. columns.Select(c => SqliteTypes.AffinityOf(c.Type))], [.. keys.Select(k => k.Select(c => c.Collation).ToList())],
            ForeignKeys(database, table), triggers, ConflictClause().IsMatch(sql))
        {
            HasRowId = !withoutRowId,
            IsNeverNull = [.. columns.Select(c => c.NotNull || c.Name == rowId || (withoutRowId && c.Key > 0))],
        };
    }

    /// <summary>The columns of a table's primary key, in its order.</summary>
    public static IReadOnlyList<string> PrimaryKey(SqliteDatabase database, string table) =>
        Rows(database, "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk", [table], s => s.GetString(0)!);

    /// <summary>Other tables that refer to a table.</summary>
    public static IReadOnlyList<string> Children(SqliteDatabase database, string table) =>
        Rows(database, """
            SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
            WHERE m.type = 'table' AND f."table" = ?1 COLLATE NOCASE AND m.name <> ?1 COLLATE NOCASE ORDER BY 1
            """, [table], s => s.GetString(0)!);

    /// <summary>The text that made the table, then those of its indexes and triggers that have one.</summary>
    public static IReadOnlyList<SqliteMaking> Makings(SqliteDatabase database, string table) =>
        Rows(database, "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE AND type IN ('table', 'index', 'trigger') AND sql IS NOT NULL ORDER BY type = 'trigger', type = 'index', rowid", [table],
            s => new SqliteMaking(s.GetString(0)!, s.GetString(1)!, s.GetString(2)!));

    /// <summary>The one number that a query with text parameters returns, or null.</summary>
    public static long? Number(SqliteDatabase database, string sql, params string[] arguments) =>
        Rows(database, sql, arguments, s => s.StorageOf(0) == SQLitePCL.raw.SQLITE_NULL ? (long?)null : s.GetInt64(0)).FirstOrDefault();

    /// <summary>Foreign keys of a table whose parents are missing: the parent, the columns, and how many rows.</summary>
    /// <param name="database">Where.</param>
    /// <param name="child">The table whose rows are looked at.</param>
    /// <param name="parent">Only the keys that refer to this table, or null for all.</param>
    public static IReadOnlyList<(string Parent, string Columns, long Rows)> Orphans(SqliteDatabase database, string child, string? parent) =>
        Rows(database, """
            SELECT c.parent, (SELECT group_concat("from", ', ') FROM pragma_foreign_key_list(?1) WHERE id = c.fkid), count(*)
            FROM pragma_foreign_key_check(?1) c WHERE ?2 = '' OR c.parent = ?2 COLLATE NOCASE GROUP BY c.fkid ORDER BY c.fkid
            """, [child, parent ?? ""], s => (s.GetString(0)!, s.GetString(1)!, s.GetInt64(2)));

    private static List<string> Dependents(SqliteDatabase database, string table)
    {
        var views = Rows(database, "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name", [], s => s.GetString(0)!)
            .Where(view => database.TablesOf($"SELECT * FROM {SqliteText.Quote(view)}")?.Contains(table) ?? false);
        return [.. views.Select(v => $"view {v}"), .. Children(database, table).Select(t => $"foreign keys of table {t}")];
    }

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
