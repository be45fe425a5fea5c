using DataMigration.Connectors.Sql.Checkpoints;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The statements of checkpoints on an open database.</summary>
internal sealed class SqliteCheckpoints(SqliteDatabase database) : ICheckpointStatements
{
    public string Table => CheckpointRow.TableName;

    public string Create => $"CREATE TABLE IF NOT EXISTS {Table} (pipeline TEXT NOT NULL, target TEXT NOT NULL, run TEXT NOT NULL, fence INTEGER NOT NULL, content TEXT, stage INTEGER NOT NULL, PRIMARY KEY (pipeline, target))";

    public string Parameter(int number) => SqliteText.Parameter(number);

    public async Task<bool> HasTableAsync(CancellationToken cancellationToken) =>
        await RowAsync("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", [Table], cancellationToken) is not null;

    public Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        using var prepared = Prepare(statement, values);
        prepared.StepOrThrow();
        return Task.FromResult(database.Changes);
    }

    public Task<object?[]?> RowAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        using var prepared = Prepare(query, values);
        if (!prepared.StepOrThrow()) return Task.FromResult<object?[]?>(null);
        return Task.FromResult<object?[]?>([.. Enumerable.Range(0, prepared.ColumnCount).Select(i => prepared.StorageOf(i) switch
        {
            SQLitePCL.raw.SQLITE_NULL => (object?)null,
            SQLitePCL.raw.SQLITE_INTEGER => prepared.GetInt64(i),
            _ => prepared.GetString(i),
        })]);
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
