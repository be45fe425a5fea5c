using DataMigration.Data;

namespace DataMigration.Connectors;

/// <summary>A target whose bytes can be made on the workers, so that its one writer only appends them.</summary>
public interface IEncodesBlocks
{
    /// <summary>An encoder for one worker, or null where its rows are not encoded ahead (a preview opens no target, which may have to be open for it).</summary>
    IBlockEncoder? CreateEncoder(RecordSchema schema);
}

/// <summary>Encodes rows as the target's bytes; one a worker, one thread at a time.</summary>
public interface IBlockEncoder
{
    /// <summary>The bytes of these rows, one after the other.</summary>
    EncodedRows Encode(RecordBatch batch, ReadOnlySpan<int> rows);
}
