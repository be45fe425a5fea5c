using DataMigration.Data;

namespace DataMigration.Execution;

/// <summary>
/// What became of the rows that were made of each source row, for batches to which a step added rows. A row that a step made others of is no row any
/// more: those are; where it made none, the row itself is filtered.
/// </summary>
internal static class RowFates
{
    /// <summary>By the rows of the source's own batch.</summary>
    /// <param name="batch">The last batch.</param>
    /// <param name="taken">Rows of it that a target took.</param>
    /// <param name="skipped">Rows of it that targets left out.</param>
    public static RowFate[] Of(RecordBatch batch, Bitmap? taken = null, Bitmap? skipped = null)
    {
        var fates = new RowFate[batch.Root.RowCount];
        var gone = new Bitmap(batch.Root.RowCount);
        foreach (var (level, next) in Levels(batch))
        {
            using var goneHere = gone;
            using var parents = ParentsIn(next, level.RowCount);
            for (int row = 0; row < level.RowCount; row++)
            {
                if (gone[row]) continue;
                ref var fate = ref fates[level.RootRow(row)];
                if (level.Failures.IsRejected(row)) fate.Rejected++;
                else if (level.Selection.Skipped is { } dropped && dropped[row]) fate.Skipped++;
                else if (parents is not null && parents[row]) continue;
                else if (next is null && taken is not null && taken[row]) fate.Written++;
                else if (next is null && skipped is not null && skipped[row]) fate.Skipped++;
                fate.Rows++;
            }
            if (next is not null) gone = GoneIn(next, level, goneHere);
        }
        return fates;
    }

    /// <summary>The batches with rows of their own, from the source's on, each with the one made of it.</summary>
    public static List<(RecordBatch Level, RecordBatch? Next)> Levels(RecordBatch batch)
    {
        var levels = new List<(RecordBatch, RecordBatch?)>();
        RecordBatch? next = null;
        for (RecordBatch? level = batch.Level; level is not null; level = level.Source?.Level)
        {
            levels.Insert(0, (level, next));
            next = level;
        }
        return levels;
    }

    /// <summary>Rows made of dropped ones.</summary>
    public static Bitmap GoneIn(RecordBatch next, RecordBatch level, Bitmap gone)
    {
        var result = new Bitmap(next.RowCount);
        var parents = next.Parents;
        for (int row = 0; row < parents.Length; row++)
            result[row] = gone[parents[row]] || (level.Selection.Skipped is { } dropped && dropped[parents[row]]);
        return result;
    }

    private static Bitmap? ParentsIn(RecordBatch? next, int rows)
    {
        if (next is null) return null;
        var parents = new Bitmap(rows);
        foreach (int parent in next.Parents) parents[parent] = true;
        return parents;
    }
}

/// <summary>How many rows one source row has become, and how they ended; the rest was filtered.</summary>
internal record struct RowFate(int Rows, int Written, int Rejected, int Skipped);
