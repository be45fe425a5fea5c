using DataMigration.Data;

namespace DataMigration.Execution;

/// <summary>The rows that were made of one source row stand and fall together.</summary>
internal static class Families
{
    /// <summary>Rejects every row of a source row of which one was rejected, wherever that was, so that none is written.</summary>
    public static void Spread(RecordBatch batch)
    {
        var last = batch.Level;
        if (!last.AddsRows) return;
        Bitmap? rejected = null;
        foreach (var (level, _) in RowFates.Levels(batch))
        {
            if (level.Failures.Rejected is not { } here) continue;
            rejected ??= new Bitmap(batch.Root.RowCount);
            for (int row = 0; row < level.RowCount; row++)
                if (here[row]) rejected[level.RootRow(row)] = true;
        }
        if (rejected is null) return;
        foreach (int row in batch.Selection.Rows)
            if (rejected[batch.RootRow(row)]) batch.Failures.RejectWithSibling(row);
        if (batch.Failures.Rejected is { } all) batch.Selection.Remove(all);
        rejected.Dispose();
    }
}
