using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Transforms;

namespace DataMigration.Execution;

/// <summary>A block after the workers: mapped, judged by all rules but the ordered ones, and encoded where a target offers it.</summary>
/// <param name="Sequence">Its place in source order.</param>
/// <param name="Input">Which of the plan's inputs it is of.</param>
/// <param name="Batch">The mapped batch; its selection holds the rows no rule rejected.</param>
/// <param name="TargetRows">For each target the rows it is to get; the batch's own selection where the target takes every row.</param>
/// <param name="Encoded">For each target the rows' bytes, or null.</param>
/// <param name="Asked">For each ordered rule the rows its <c>when</c> holds for, or null = all.</param>
/// <param name="Arrivals">For each ordered transform the rows that reached it, or null where its rows do not come by.</param>
/// <param name="Bytes">How much of the input has been read at the block's end, or null when unknown.</param>
/// <param name="Cursor">Where reading goes on behind it, or null.</param>
internal sealed record ProcessedBlock(long Sequence, int Input, RecordBatch Batch, Selection[] TargetRows, EncodedRows?[] Encoded, Bitmap?[] Asked, Arrivals?[] Arrivals, long? Bytes, string? Cursor) : IDisposable
{
    public void Dispose()
    {
        foreach (var encoded in Encoded) encoded?.Dispose();
        foreach (var rows in Asked) rows?.Dispose();
        foreach (var arrivals in Arrivals) arrivals?.Dispose();
        foreach (var rows in TargetRows)
            if (!ReferenceEquals(rows, Batch.Selection)) rows.Dispose();
        Batch.Dispose();
    }
}
