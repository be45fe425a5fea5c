using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>An open SQLite target: one prepared statement a row, straight into the table.</summary>
internal sealed class SqliteWriter : ITargetWriter
{
    private readonly SqliteSession _session;
    private readonly SqlWrite _write;
    private readonly SqlitePlace _place;
    private readonly string _keys;
    private SqliteRowWriter? _rows;
    private SqliteFamilies? _families;
    private IReadOnlyList<WriteResult> _last = [];
    private bool _waitsForCommit;
    private long? _preparedAt;
    private long _inserted;
    private long _saved;
    private bool _finished;
    private bool _complete;
    private bool _disposed;

    private SqliteWriter(SqliteSession session, SqlWrite write) =>
        (_session, _write, _place, _keys) = (session, write, SqlitePlace.Of(session, write),
            write.Checkpoints is { } asked ? SqliteWrittenKeys.KeptNameOf(asked.Place) : "temp." + SqliteText.Quote(session.NextName("keys")));

    public static SqliteWriter Open(SqliteSession session, SqlWrite write)
    {
        session.Reserve(write);
        var writer = new SqliteWriter(session, write);
        session.Database.Limit.Seconds = write.CommandTimeout;
        writer.Reserve();
        if (session.Atomic || (session.DryRun && write.Before.Count > 0)) session.Begin(writer);
        if (write.Checkpoints?.Resume is null) SqliteScript.Run(session.Database, write.Before, write.Span, writer.Checkpoint, after: false);
        session.Add(writer);
        return writer;
    }

    public bool KeepsCommits => !_write.Atomic && _write.Mode != SqlMode.Replace;

    /// <summary>A dry run and an atomic load are one transaction: what an earlier chunk did in it would be undone with the rest.</summary>
    public bool CanWriteAgain => !_write.Atomic && !_write.DryRun;

    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken)
    {
        lock (_session.Gate)
        {
            // The rows still stand in the open transaction, together with those of the other targets; only its commit is asked for again.
            if (_waitsForCommit) return new ValueTask<IReadOnlyList<WriteResult>>(_last);
            try
            {
                Start();
                _last = [.. batches.Select(Write)];
                _rows!.Journal?.Flush();
            }
            catch (MigrationException e) when (e.Temporary)
            {
                Undo();
                throw;
            }
            _inserted += _last.Sum(r => r.Inserted);
            return new ValueTask<IReadOnlyList<WriteResult>>(_last);
        }
    }

    /// <summary>How far it is, in the transaction of the rows; the other targets of the same database commit with it.</summary>
    public CheckpointRow? Checkpoint { get; private set; }

    public ValueTask<string?> MarkAsync(bool last, CancellationToken cancellationToken) => ValueTask.FromResult(_write.Checkpoints is null ? null : new SqlMark(_inserted, 0).ToText());

    public ValueTask CommitAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        lock (_session.Gate)
        {
            if (checkpoint is not null) _session.Keep(checkpoint, this);
            if (!_write.Atomic) Commit();
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        lock (_session.Gate)
        {
            if (_session.Atomic)
            {
                _session.CompleteTogether();
            }
            else
            {
                Finish();
                Note(r => r.NoteLoadedAsync(cancellationToken));
                Commit();
                RunAfter();
                Note(r => r.NoteCompletedAsync(cancellationToken));
                Commit();
            }
            _complete = true;
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Brings the table into the state that the load is to leave, once.</summary>
    public void Finish()
    {
        if (_finished) return;
        _finished = true;
        // A load without rows empties its table all the same, but only one that came to its end: a run cancelled before its first row commits, too.
        if (Checkpoint is { IsLoaded: true }) return;
        if (_place.ActsWithoutRows) Start();
        if (!_write.CheckConstraints) SqliteVerdict.Check(_session.Database, _write, _place.Table.Table.Name.Name);
        Release();
        _place.Finish(_inserted);
        if (_write.Checkpoints is not null) _session.Database.Execute($"DROP TABLE IF EXISTS {_keys}");
    }

    /// <summary>The author's statements behind the load.</summary>
    public void RunAfter()
    {
        if (_complete) return;
        if (_session.DryRun && _write.After.Count > 0) _session.Begin(this);
        _session.Database.Limit.Seconds = _write.CommandTimeout;
        SqliteScript.Run(_session.Database, _write.After, _write.Span, Checkpoint, after: true);
        _complete = true;
    }

    public ValueTask DisposeAsync()
    {
        if (_disposed) return ValueTask.CompletedTask;
        _disposed = true;
        lock (_session.Gate)
        {
            Release();
            // What can be taken up is left as it is.
            if (!_complete && _preparedAt < _session.Commits && !_session.Atomic && !_session.DryRun && _write.Checkpoints is null) Abandon();
        }
        _session.Leave(undo: !_complete);
        return ValueTask.CompletedTask;
    }

    private WriteResult Write(WriteBatch batch)
    {
        var result = new WriteResult();
        _rows!.Binder.Attach(batch.Batch);
        try
        {
            if (batch.Batch.Level.AddsRows) _families!.Write(batch, result);
            else foreach (int row in batch.Rows.Rows) _rows.Write(row, result);
            return result;
        }
        finally
        {
            _rows.Binder.Detach();
        }
    }

    /// <summary>Makes the load's checkpoint its own, before the first transaction.</summary>
    private void Reserve()
    {
        if (_write.Checkpoints is not { } asked) return;
        var row = new CheckpointRow(new SqliteLedger(_session.Database), asked.Place, _write.Span);
        row.OpenAsync(asked, connections: 1, CancellationToken.None).GetAwaiter().GetResult();
        Checkpoint = row;
        _inserted = _saved = SqlMark.Of(asked, _write.Span).Rows;
        if (asked.Resume is not null) _preparedAt = -1;
        else _session.Database.Execute($"DROP TABLE IF EXISTS {_keys}");
    }

    private void Note(Func<CheckpointRow, Task> note)
    {
        if (Checkpoint is null) return;
        _session.Begin(this);
        note(Checkpoint).GetAwaiter().GetResult();
    }

    /// <summary>A transaction, and in it a table to write to.</summary>
    private void Start()
    {
        _session.Begin(this);
        _session.Database.Limit.Seconds = _write.CommandTimeout;
        if (_preparedAt is null)
        {
            _preparedAt = _session.Commits;
            _place.Prepare();
        }
        if (_rows is not null) return;
        var table = _place.Table;
        var write = (_write with { Table = table.Table.Name }).For(table.Table, StringComparer.OrdinalIgnoreCase);
        _rows = SqliteRowWriter.Of(_session, write, table, _keys);
        _families = new SqliteFamilies(_session, _rows);
    }

    private void Commit()
    {
        try
        {
            _session.Commit();
            _waitsForCommit = false;
            _saved = _inserted;
        }
        catch (MigrationException e) when (e.Temporary)
        {
            _waitsForCommit = _session.Database.InTransaction;
            if (!_waitsForCommit) Undo();
            throw;
        }
    }

    private void Undo()
    {
        Release();
        _session.Undo(this);
        _inserted = _saved;
        if (_preparedAt == _session.Commits) _preparedAt = null;
    }

    private void Release()
    {
        _families?.Dispose();
        _rows?.Dispose();
        (_rows, _families) = (null, null);
    }

    private void Abandon()
    {
        try
        {
            _session.Undo(this);
            _place.Abandon();
        }
        catch (MigrationException)
        {
            // What is left behind is dropped by the next run; this one has its own failure to tell.
        }
    }
}
