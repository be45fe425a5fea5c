namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Readers that each see the state they find: SQL Server hands no state from one session to another.</summary>
internal sealed class SqlServerSnapshot(SqlServerConnection connection) : ISqlSnapshot
{
    public ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken) => connection.OpenReaderAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
