using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>An open SQLite target: one prepared statement a row, straight into the table.</summary>
internal sealed class SqliteWriter : ITargetWriter
{
    private readonly SqliteSession _session;
    private readonly SqlWrite _write;
    private readonly SqliteRowWriter _rows;
    private readonly SqliteFamilies _families;
    private bool _started;
    private bool _complete;
    private bool _disposed;
    private readonly FileStream? _lock;

    private SqliteWriter(SqliteSession session, SqlWrite write, SqliteRowWriter rows, FileStream? @lock)
    {
        (_session, _write, _rows, _families, _lock) = (session, write, rows, new SqliteFamilies(session, rows), @lock);
    }

    private bool Empties => _write.Mode is SqlMode.Truncate or SqlMode.Replace;

    /// <summary>Makes the table if that is asked for and needed, inside the transaction that the first rows will share.</summary>
    public static SqliteWriter Open(SqliteSession session, SqlWrite write)
    {
        var file = SqliteLock.Take(session.Path, write);
        try
        {
            return Open(session, write, file);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    private static SqliteWriter Open(SqliteSession session, SqlWrite write, FileStream? file)
    {
        foreach (string statement in write.Before)
        {
            if (session.IsOne || session.DryRun) session.Begin();
            session.Database.Execute(statement);
        }
        if (SqliteCatalogue.Find(session.Database, write.Table.Name) is not { } table)
        {
            if (!write.Create) throw new MigrationException(SqlMessages.NoTable.At(write.Span, write.Table, session.Database.Description, "Create it, or let the target make it with `create: true`."));
            session.Begin();
            session.Database.Execute(SqliteDefinition.Create(write));
            table = SqliteCatalogue.Find(session.Database, write.Table.Name)!;
        }
        write = write.For(table.Table, StringComparer.OrdinalIgnoreCase);
        return new SqliteWriter(session, write, write.Mode switch
        {
            SqlMode.InsertNew => new SqliteInsertNew(session, write, table),
            SqlMode.Upsert => new SqliteUpsert(session, write, table),
            SqlMode.Update => new SqliteUpdate(session, write, table),
            SqlMode.Delete => new SqliteDelete(session, write, table),
            _ => new SqliteInsert(session, write, table),
        }, file);
    }

    public bool KeepsCommits => !_session.IsOne;

    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken)
    {
        lock (_session.Gate)
        {
            Start();
            return new ValueTask<IReadOnlyList<WriteResult>>([.. batches.Select(Write)]);
        }
    }

    public ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        lock (_session.Gate)
        {
            _session.Commit();
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        // A load without rows empties its table all the same, but only one that came to its end: a run cancelled before its first row commits, too.
        lock (_session.Gate)
        {
            if (!_started && Empties) Start();
        }
        lock (_session.Gate)
        {
            // What is one transaction takes the last statements into it.
            if (_session.IsOne) RunAfter();
            _session.Complete();
            if (!_session.IsOne) RunAfter();
        }
        _complete = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (_disposed) return ValueTask.CompletedTask;
        _disposed = true;
        lock (_session.Gate)
        {
            _rows.Dispose();
            _families.Dispose();
            _lock?.Dispose();
        }
        _session.Leave(undo: !_complete);
        return ValueTask.CompletedTask;
    }

    private WriteResult Write(WriteBatch batch)
    {
        var result = new WriteResult();
        _rows.Binder.Attach(batch.Batch);
        if (batch.Batch.Level.AddsRows) _families.Write(batch, result);
        else foreach (int row in batch.Rows.Rows) _rows.Write(row, result);
        return result;
    }

    private void RunAfter()
    {
        foreach (string statement in _write.After)
        {
            if (_session.IsOne || _session.DryRun) _session.Begin();
            _session.Database.Execute(statement);
        }
    }

    private void Start()
    {
        _session.Begin();
        if (_started) return;
        if (Empties) _session.Database.Execute($"DELETE FROM {SqliteText.Quote(_write.Table.Name)}");
        _started = true;
    }
}
