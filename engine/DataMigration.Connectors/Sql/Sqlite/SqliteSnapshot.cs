namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>SQLite hands no state from one connection to another: each reader sees the database as it finds it.</summary>
internal sealed class SqliteSnapshot(SqliteConnection connection) : ISqlSnapshot
{
    public ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken) => connection.OpenReaderAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
