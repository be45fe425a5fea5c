using DataMigration.Data;

namespace DataMigration.Connectors.Sql;

/// <summary>A prepared query and, once read, its rows. One thread at a time.</summary>
internal interface ISqlReader : IAsyncDisposable
{
    /// <summary>The columns that the query returns.</summary>
    RecordSchema Schema { get; }

    /// <summary>The next few thousand rows, or null after the last.</summary>
    ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellationToken);
}
