namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The statements of a load. Names are quoted, values are parameters.</summary>
internal sealed class SqliteStatements
{
    private readonly SqlWrite _write;
    private readonly string _table;
    private readonly string _or;
    private readonly string[] _keyCollations;

    public SqliteStatements(SqlWrite write, SqliteTable table)
    {
        _write = write;
        _table = SqliteText.Quote(write.Table.Name);
        // Only where a constraint has a conflict clause of its own: the word would also override those inside the table's triggers.
        _or = table.HasConflictClause ? "OR ABORT " : "";
        _keyCollations = KeyCollations(write, table);
    }

    /// <summary>The collation in which the unique index compares each field of the key.</summary>
    public IReadOnlyList<string> Collations => _keyCollations;

    public string Insert() => _write.Inserted.Length == 0
        ? $"INSERT {_or}INTO {_table} DEFAULT VALUES"
        : $"INSERT {_or}INTO {_table} ({string.Join(", ", _write.Inserted.Select(Column))}) VALUES ({SqliteText.Parameters(_write.Inserted.Length)})";

    /// <summary>The fields an update is given, then the key.</summary>
    public int[] UpdateFields => [.. _write.Updated, .. _write.Key];

    public string Update() =>
        $"UPDATE {_or}{_table} SET {string.Join(", ", _write.Updated.Select((f, i) => $"{Column(f)} = {SqliteText.Parameter(i + 1)}"))} WHERE {KeyIs(_write.Updated.Length)}";

    /// <summary>One row when the key exists: 1 when every updated column has the new value already. Parameters as those of <see cref="Update"/>.</summary>
    public string Compare() =>
        $"SELECT {SqliteText.And(_write.Updated.Select((f, i) => $"{_table}.{Column(f)} IS {SqliteText.Parameter(i + 1)} COLLATE BINARY"))} FROM {_table} WHERE {KeyIs(_write.Updated.Length)}";

    public string Delete() => $"DELETE FROM {_table} WHERE {KeyIs(0)}";

    /// <summary>One row when the key exists.</summary>
    public string Exists() => $"SELECT 1 FROM {_table} WHERE {KeyIs(0)}";

    /// <summary>That a row has the key which is bound behind so many other parameters.</summary>
    public string KeyIs(int parametersBefore) =>
        string.Join(" AND ", _write.Key.Select((f, i) => $"{_table}.{Column(f)} = {SqliteText.Parameter(parametersBefore + i + 1)} COLLATE {SqliteText.Quote(_keyCollations[i])}"));

    private string Column(int field) => SqliteText.Quote(_write.Schema[field].Name);

    private static string[] KeyCollations(SqlWrite write, SqliteTable table)
    {
        var names = write.Key.Select(f => write.Schema[f].Name).ToArray();
        var result = new string[names.Length];
        Array.Fill(result, "BINARY");
        for (int k = 0; k < table.Table.UniqueKeys.Count; k++)
        {
            var unique = table.Table.UniqueKeys[k];
            if (!unique.All(c => names.Contains(c, StringComparer.OrdinalIgnoreCase))) continue;
            for (int i = 0; i < unique.Count; i++)
                result[Array.FindIndex(names, n => string.Equals(n, unique[i], StringComparison.OrdinalIgnoreCase))] = table.KeyCollations[k][i];
            break;
        }
        return result;
    }
}
