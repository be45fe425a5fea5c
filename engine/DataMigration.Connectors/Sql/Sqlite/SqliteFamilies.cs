namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>Writes rows of which several were made of one source row: all of those, or none.</summary>
internal sealed class SqliteFamilies(SqliteSession session, SqliteRowWriter rows) : IDisposable
{
    private readonly SqliteStatement _savepoint = session.Database.Prepare("SAVEPOINT datamigration_family");
    private readonly SqliteStatement _undo = session.Database.Prepare("ROLLBACK TO datamigration_family");
    private readonly SqliteStatement _release = session.Database.Prepare("RELEASE datamigration_family");

    public void Write(WriteBatch batch, WriteResult result)
    {
        var selected = batch.Rows.Rows;
        for (int start = 0, end; start < selected.Length; start = end)
        {
            int root = batch.Batch.RootRow(selected[start]);
            end = start + 1;
            while (end < selected.Length && batch.Batch.RootRow(selected[end]) == root) end++;
            if (end - start == 1) rows.Write(selected[start], result);
            else WriteTogether(selected[start..end], result);
        }
    }

    public void Dispose()
    {
        _savepoint.Dispose();
        _undo.Dispose();
        _release.Dispose();
    }

    private void WriteTogether(ReadOnlySpan<int> family, WriteResult result)
    {
        var (inserted, changed, unchanged, deleted, skipped, failures) =
            (result.Inserted, result.Changed, result.Unchanged, result.Deleted, result.Skipped.Count, result.Failures.Count);
        int pending = rows.Journal?.Pending ?? 0;
        Run(_savepoint);
        // Every row is tried, so that each tells its own reason.
        foreach (int row in family) rows.Write(row, result);
        if (result.Failures.Count > failures)
        {
            Run(_undo);
            rows.Journal?.Rewind(pending);
            (result.Inserted, result.Changed, result.Unchanged, result.Deleted) = (inserted, changed, unchanged, deleted);
            result.Skipped.RemoveRange(skipped, result.Skipped.Count - skipped);
            foreach (int row in family)
                if (!result.Failures.Exists(f => f.Row == row)) result.Withdrawn.Add(row);
        }
        Run(_release);
    }

    private static void Run(SqliteStatement statement)
    {
        statement.StepOrThrow();
        statement.Reset();
    }
}
