using DataMigration.Data;

namespace DataMigration.Connectors;

/// <summary>Rows handed to a target.</summary>
/// <param name="Batch">The mapped batch; stays the engine's.</param>
/// <param name="Rows">The rows of it this target takes, in order.</param>
/// <param name="Encoded">What the target's own encoder made of (at least) these rows on a worker, or null.</param>
public sealed record WriteBatch(RecordBatch Batch, Selection Rows, EncodedRows? Encoded);
