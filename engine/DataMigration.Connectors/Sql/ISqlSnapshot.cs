namespace DataMigration.Connectors.Sql;

/// <summary>Opens several readers on one state of a database, or, where it cannot offer that, on the states that each of them finds.</summary>
internal interface ISqlSnapshot : IAsyncDisposable
{
    /// <summary>Prepares a query without running it. The reader may be read on a thread of its own.</summary>
    ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken);
}
