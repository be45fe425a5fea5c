using DataMigration.Data;

namespace DataMigration.Execution;

/// <summary>What the reader hands to a worker: a block still to be decoded, or the batch of a source that cannot be split.</summary>
internal readonly record struct WorkUnit(long Sequence, Block? Block, RecordBatch? Batch)
{
    public void Discard()
    {
        Block?.Dispose();
        Batch?.Dispose();
    }
}
