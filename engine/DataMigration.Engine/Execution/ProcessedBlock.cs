using DataMigration.Connectors;
using DataMigration.Data;

namespace DataMigration.Execution;

/// <summary>A block after the workers: mapped, judged by all rules but the ordered ones, and encoded where a target offers it.</summary>
/// <param name="Sequence">Its place in source order.</param>
/// <param name="Batch">The mapped batch; its selection holds the rows no rule rejected.</param>
/// <param name="TargetRows">For each target the rows it is to get; the batch's own selection where the target takes every row.</param>
/// <param name="Encoded">For each target the rows' bytes, or null.</param>
/// <param name="Asked">For each ordered rule the rows its <c>when</c> holds for, or null = all.</param>
/// <param name="EndOffset">Where the block ends in the source's bytes, or null when unknown.</param>
internal sealed record ProcessedBlock(long Sequence, RecordBatch Batch, Selection[] TargetRows, EncodedRows?[] Encoded, Bitmap?[] Asked, long? EndOffset) : IDisposable
{
    public void Dispose()
    {
        foreach (var encoded in Encoded) encoded?.Dispose();
        foreach (var rows in Asked) rows?.Dispose();
        foreach (var rows in TargetRows)
            if (!ReferenceEquals(rows, Batch.Selection)) rows.Dispose();
        Batch.Dispose();
    }
}
