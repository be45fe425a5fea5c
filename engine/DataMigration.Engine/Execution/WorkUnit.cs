using DataMigration.Data;

namespace DataMigration.Execution;

/// <summary>What the reader hands to a worker: a block still to be decoded, or the batch of a source that cannot be split.</summary>
/// <param name="Input">Which of the plan's inputs it is of.</param>
/// <param name="Bytes">How much of the input has been read at its end, or null when unknown.</param>
/// <param name="Cursor">Where reading goes on behind it, or null.</param>
internal readonly record struct WorkUnit(long Sequence, int Input, Block? Block, RecordBatch? Batch, long? Bytes, string? Cursor)
{
    public void Discard()
    {
        Block?.Dispose();
        Batch?.Dispose();
    }
}
