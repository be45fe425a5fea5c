using DataMigration.Data;

namespace DataMigration.Connectors.Sql;

/// <summary>A prepared query and, once read, its rows. One thread at a time.</summary>
internal interface ISqlReader : IAsyncDisposable
{
    /// <summary>The columns that the query returns.</summary>
    RecordSchema Schema { get; }

    /// <summary>The next few thousand rows, or null after the last. Their origins are <see cref="SqlRowOrigins"/>.</summary>
    ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A reader that hands out rows as the wire has them, so that workers decode them.</summary>
internal interface ISqlBlockReader : ISqlReader
{
    /// <summary>The next rows, or null after the last. <see cref="Block.FirstLine"/> is the number of the first one, from 1.</summary>
    ValueTask<Block?> ReadBlockAsync(long sequence, long firstRow, CancellationToken cancellationToken);

    /// <summary>Rows of the last block.</summary>
    int LastRows { get; }

    /// <summary>The last row of the last block, as a batch of its own.</summary>
    RecordBatch LastRow();

    /// <summary>For one worker; goes on working when this reader is gone.</summary>
    IBlockDecoder CreateDecoder();
}
