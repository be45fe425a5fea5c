namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>Our own tables in an open database.</summary>
internal sealed class SqliteLedger(SqliteDatabase database) : ILedger
{
    public string NameOf(string table) => SqliteText.Quote(table);

    public string Create(string table, string columns) =>
        $"CREATE TABLE IF NOT EXISTS {NameOf(table)} ({columns.Replace("{key}", "TEXT", StringComparison.Ordinal).Replace("{text}", "TEXT", StringComparison.Ordinal).Replace("{number}", "INTEGER", StringComparison.Ordinal)})";

    public string Parameter(int number) => SqliteText.Parameter(number);

    public async Task<bool> HasTableAsync(string table, CancellationToken cancellationToken) =>
        (await RowsAsync("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", [table], cancellationToken)).Count > 0;

    public Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        using var prepared = Prepare(statement, values);
        prepared.StepOrThrow();
        return Task.FromResult(database.Changes);
    }

    public Task<IReadOnlyList<object?[]>> RowsAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        using var prepared = Prepare(query, values);
        var rows = new List<object?[]>();
        while (prepared.StepOrThrow())
            rows.Add([.. Enumerable.Range(0, prepared.ColumnCount).Select(i => prepared.StorageOf(i) switch
            {
                SQLitePCL.raw.SQLITE_NULL => (object?)null,
                SQLitePCL.raw.SQLITE_INTEGER => prepared.GetInt64(i),
                _ => prepared.GetString(i),
            })]);
        return Task.FromResult<IReadOnlyList<object?[]>>(rows);
    }

    private SqliteStatement Prepare(string text, IReadOnlyList<object?> values)
    {
        var prepared = database.Prepare(text);
        for (int i = 0; i < values.Count; i++)
            _ = values[i] switch
            {
                long number => prepared.Bind(i + 1, number),
                string value => prepared.BindText(i + 1, value),
                _ => prepared.BindNull(i + 1),
            };
        return prepared;
    }
}
