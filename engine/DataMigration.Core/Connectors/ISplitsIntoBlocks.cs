using DataMigration.Data;

namespace DataMigration.Connectors;

/// <summary>A source that can be cut safely at record boundaries, so that several workers decode it at once.</summary>
public interface ISplitsIntoBlocks
{
    /// <summary>Whether the options at hand allow it; otherwise the engine reads serially.</summary>
    bool CanSplit { get; }

    /// <summary>The blocks in order, <see cref="Block.Sequence"/> counting from 0. Called by one thread; cheap.</summary>
    IAsyncEnumerable<Block> SplitAsync(CancellationToken cancellationToken);

    /// <summary>A decoder for one worker. Called after <see cref="ISource.DiscoverAsync"/>.</summary>
    IBlockDecoder CreateDecoder();
}

/// <summary>Turns blocks into batches; one a worker, one thread at a time.</summary>
public interface IBlockDecoder
{
    /// <summary>The block's rows as columns; takes over the block. Records that cannot be read become rows with a failure.</summary>
    RecordBatch Decode(Block block);
}
