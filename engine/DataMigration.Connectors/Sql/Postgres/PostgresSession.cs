using System.Data;
using System.Data.Common;
using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>One connection of a load: its lock, its stage, its transactions.</summary>
/// <param name="locks">Whether it holds the load's lock: one of its sessions does.</param>
internal sealed class PostgresSession(PostgresConnection database, SqlWrite write, bool locks) : IStageSession
{
    private NpgsqlConnection? _connection;
    private bool _open;
    private bool _staged;
    private bool _firstDone;
    private bool _isNew;
    private bool _isLate;
    private bool _hasLate;
    private PostgresTransaction _transaction;
    private int _locker;
    private LoadNotes? _notes;

    /// <summary>The texts; set once the table is known.</summary>
    public PostgresStatements Statements { get; set; } = null!;

    /// <summary>Statements at the start of every transaction until one is committed: what makes and empties tables.</summary>
    public IReadOnlyList<string> First { get; set; } = [];

    /// <summary>Statements at the start of every transaction, and at its end.</summary>
    public (IReadOnlyList<string> Begin, IReadOnlyList<string> End) Every { get; set; } = ([], []);

    private bool IsOne => write.Atomic || write.DryRun;

    /// <summary>A connection that holds the load's lock.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { State: ConnectionState.Open }) return _connection;
        if (_connection is not null) await _connection.DisposeAsync();
        (_open, _staged) = (false, false);
        _connection = await database.OpenPlainAsync(write.Span, cancellationToken);
        _isNew = true;
        if (write.DryRun) return _connection;
        await TryAsync(token => PostgresLoadLock.NoticeLossAsync(_connection, token), cancellationToken);
        if (!locks) return _connection;
        int locker = await TryAsync(() => PostgresLoadLock.TakeAsync(_connection, write.Table, write.Pipeline, _locker, cancellationToken));
        if (locker == 0)
        {
            // Whoever asks again must not get a connection that is open, but without the lock.
            await DropAsync();
            throw new MigrationException(SqlMessages.Locked.At(write.Span, write.Pipeline, write.Table), temporary: _locker != 0);
        }
        _locker = locker;
        return _connection;
    }

    /// <summary>What this connection notes of the load.</summary>
    public LoadNotes Notes => _notes ??= new LoadNotes(new PostgresLedger(() => _connection!, write.Table.Schema), write);

    /// <inheritdoc cref="LoadNotes.ReserveAsync"/>
    public async Task ReserveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TryAsync(Notes.ReserveAsync, cancellationToken);
        }
        catch (MigrationException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused)
        {
            throw new MigrationException(SqlMessages.NoCheckpoints.At(write.Span, database.Description, refused.MessageText), inner: e);
        }
    }

    /// <inheritdoc cref="LoadNotes.NoteLoadedAsync"/>
    public Task NoteLoadedAsync(CancellationToken cancellationToken) => TryAsync(Notes.NoteLoadedAsync, cancellationToken);

    public Task NoteCompletedAsync(CancellationToken cancellationToken) => TryAsync(Notes.NoteCompletedAsync, cancellationToken);

    /// <summary>Runs the author's statements, each once however often the load is taken up: that it was run is noted in its transaction. One that has to be a transaction by itself (VACUUM) is noted behind it.</summary>
    /// <param name="after">Those behind the load; else those before it.</param>
    public async Task RunOnceAsync(IReadOnlyList<string> statements, bool after, CancellationToken cancellationToken)
    {
        for (int i = Notes.Done(after); i < statements.Count; i++)
        {
            int done = i + 1;
            if (Notes.AreKept) await RunAsync("BEGIN", cancellationToken);
            try
            {
                await RunAsync(statements[i], cancellationToken);
            }
            catch (MigrationException e) when (Notes.AreKept && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ActiveSqlTransaction })
            {
                await RunAsync("ROLLBACK", cancellationToken);
                await RunAsync(statements[i], cancellationToken);
            }
            await TryAsync(token => Notes.NoteRunAsync(done, after, token), cancellationToken);
            if (Notes.AreKept) await RunAsync("COMMIT", cancellationToken);
        }
    }

    public Task BeginAsync(CancellationToken cancellationToken) => BeginAsync(last: false, cancellationToken);

    /// <inheritdoc cref="IStageSession.BeginAsync"/>
    /// <param name="last">Whether no other transaction of the load follows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task BeginAsync(bool last, CancellationToken cancellationToken)
    {
        if (_open && IsOne && _connection is { State: ConnectionState.Open })
        {
            // A table that this transaction had to make first was not there to make a stage for.
            if (!_staged && Statements is not null) await RunAsync(Statements.CreateStage, cancellationToken);
            _staged = Statements is not null;
            return;
        }
        if (_open && IsOne) throw new MigrationException(PostgresMessages.Lost.At(write.Span, database.Description, "its transaction is gone"), temporary: true);
        await ConnectAsync(cancellationToken);
        if (_open) await RunAsync("ROLLBACK", cancellationToken);
        _open = false;
        await AssureCommitsAsync(cancellationToken);
        if (!_staged && Statements is not null) await RunAsync(Statements.CreateStage, cancellationToken);
        _staged = Statements is not null;
        string level = write.Isolation switch { SqlIsolation.RepeatableRead => " ISOLATION LEVEL REPEATABLE READ", SqlIsolation.Serializable => " ISOLATION LEVEL SERIALIZABLE", SqlIsolation.ReadCommitted => " ISOLATION LEVEL READ COMMITTED", _ => "" };
        // A deferred constraint would speak at the commit, where no row can be named any more; only a load in one transaction may need that it waits.
        string constraints = write.Atomic ? "" : "SET CONSTRAINTS ALL IMMEDIATE; ";
        _isLate = !last && write.Checkpoints is { Alone: true } && !IsOne;
        string late = _isLate ? "SET LOCAL synchronous_commit = off; " : "";
        _transaction = (await QueryAsync($"BEGIN{level}; {late}SET LOCAL statement_timeout = {write.CommandTimeout * 1000L}; {constraints}SELECT txid_current(), pg_backend_pid()", r => new PostgresTransaction(r.GetInt64(0), r.GetInt32(1)), cancellationToken))[0];
        _open = true;
        if (!_firstDone)
            foreach (string statement in First) await RunAsync(statement, cancellationToken);
        foreach (string statement in Every.Begin) await RunAsync(statement, cancellationToken);
    }

    public async Task CommitAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        if (!_open) return;
        if (checkpoint is not null) await TryAsync(token => Notes.KeepAsync(checkpoint, token), cancellationToken);
        // A table with checks that still wait cannot be altered.
        if (Every.End.Count > 0 && write.Atomic) await RunAsync("SET CONSTRAINTS ALL IMMEDIATE", cancellationToken);
        foreach (string statement in Every.End) await RunAsync(statement, cancellationToken);
        try
        {
            await using var commit = new NpgsqlCommand("COMMIT", _connection);
            await commit.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (!PostgresFailures.IsPassing(e.SqlState))
        {
            throw new MigrationException(SqlMessages.CommitRefused.At(write.Span, database.Description, e.MessageText), inner: e);
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            await DropAsync();
            if (!await DoubtfulCommit.DecideAsync(() => HasCommittedAsync(checkpoint, cancellationToken), cause => new MigrationException(SqlMessages.CommitUndecided.At(write.Span, database.Description, cause.Diagnostic.Message), inner: cause), cancellationToken)) throw new MigrationException(PostgresMessages.Lost.At(write.Span, database.Description, e.Message), true, e);
        }
        if (checkpoint is not null) Notes.Committed(checkpoint);
        _hasLate |= _isLate;
        _open = false;
        _firstDone = true;
    }

    public async Task MakeDurableAsync(CancellationToken cancellationToken)
    {
        if (!_hasLate) return;
        await ConnectAsync(cancellationToken);
        await AssureCommitsAsync(cancellationToken);
        await TryAsync(Notes.TouchAsync, cancellationToken);
        _hasLate = false;
    }

    private async Task AssureCommitsAsync(CancellationToken cancellationToken)
    {
        if (_isNew) await TryAsync(token => Notes.AssureAsync(database.Description, token), cancellationToken);
        _isNew = false;
    }

    public Task SaveAsync(string name, CancellationToken cancellationToken) => RunAsync($"SAVEPOINT {name}", cancellationToken);

    public Task GoBackAsync(string name, CancellationToken cancellationToken) => RunAsync($"ROLLBACK TO SAVEPOINT {name}", cancellationToken);

    public Task ReleaseAsync(string name, CancellationToken cancellationToken) => RunAsync($"RELEASE SAVEPOINT {name}", cancellationToken);

    public async Task UndoAsync(CancellationToken cancellationToken)
    {
        bool open = _open && _connection is { State: ConnectionState.Open };
        _open = false;
        try
        {
            if (open) await RunAsync("ROLLBACK", cancellationToken);
        }
        catch (MigrationException)
        {
            await DropAsync();
        }
    }

    public Task LimitWaitsAsync(CancellationToken cancellationToken) => RunAsync("SET LOCAL lock_timeout = '1s'", cancellationToken);

    public async Task LoadAsync(StageChunk chunk, int low, int high, CancellationToken cancellationToken)
    {
        await CopyAsync(Statements.CopyToTarget, copy => copy.WriteAsync(chunk, low, high, cancellationToken), cancellationToken);
        if (Statements.Journal is not { } journal) return;
        if (!journal.IsWhole) await CopyAsync(journal.CopyKeys, copy => copy.WriteKeysAsync(chunk, low, high, journal.Key.Count, cancellationToken), cancellationToken);
        await RunAsync(journal.Mark, cancellationToken);
    }

    public async Task StageAsync(StageChunk chunk, CancellationToken cancellationToken)
    {
        await EmptyStageAsync(cancellationToken);
        await StageAsync(chunk, 0, chunk.Rows.Length - 1, cancellationToken);
    }

    public bool StagesParts => true;

    /// <summary>A transaction of one chunk finds it empty.</summary>
    public Task EmptyStageAsync(CancellationToken cancellationToken) => IsOne ? RunAsync(Statements.EmptyStage, cancellationToken) : Task.CompletedTask;

    public Task StageAsync(StageChunk chunk, int low, int high, CancellationToken cancellationToken) =>
        CopyAsync(Statements.CopyToStage, copy => copy.WriteNumberedAsync(chunk, low, high, Statements.Width, cancellationToken), cancellationToken);

    private Task<int> CopyAsync(string statement, Func<PostgresCopy, Task> write, CancellationToken cancellationToken) => TryAsync(token => PostgresCopy.RunAsync(_connection!, statement, write, token), cancellationToken);

    public async Task UnstageAsync(IReadOnlyCollection<int> rows, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Statements.Unstage, _connection);
        command.Parameters.AddWithValue(rows.ToArray());
        await TryAsync(() => command.ExecuteNonQueryAsync(cancellationToken));
    }

    public async Task<int> ExecuteAsync(string statement, int low, int high, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, _connection);
        command.Parameters.AddWithValue(low);
        command.Parameters.AddWithValue(high);
        return await TryAsync(() => command.ExecuteNonQueryAsync(cancellationToken));
    }

    public Task<List<T>> QueryAsync<T>(string query, Func<DbDataReader, T> read, CancellationToken cancellationToken) => QueryAsync(query, [], read, cancellationToken);

    public Task<List<T>> QueryAsync<T>(string query, int low, int high, Func<DbDataReader, T> read, CancellationToken cancellationToken) => QueryAsync(query, [low, high], read, cancellationToken);

    private Task<List<T>> QueryAsync<T>(string query, int[] arguments, Func<DbDataReader, T> read, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await using var command = new NpgsqlCommand(query, _connection);
        foreach (int argument in arguments) command.Parameters.AddWithValue(argument);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    });

    /// <summary>A statement that is about no row: whatever is said against it, is said against the statement.</summary>
    public Task RunAsync(string statement, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await using var command = new NpgsqlCommand(statement, _connection);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, ofRows: false);

    public async ValueTask DisposeAsync()
    {
        if (_connection is null) return;
        try
        {
            // The server may take a moment to see that a connection has gone, and keep its locks for that long.
            if (_connection.State == ConnectionState.Open && locks && !write.DryRun) await RunAsync("ROLLBACK; SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
        catch (Exception e) when (e is MigrationException or StageRowException)
        {
            // Then it has gone.
        }
        if (_connection is not null) await _connection.DisposeAsync();
    }

    /// <summary>Whether the transaction whose commit was not answered has had its effect after all.</summary>
    private async Task<bool> HasCommittedAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        var transaction = _transaction;
        bool isGone = false;
        for (int asked = 0; ; asked++)
        {
            await ConnectAsync(cancellationToken);
            switch (await TryAsync(() => transaction.StatusAsync(_connection!, cancellationToken)))
            {
                // A server that does not notice that its client has gone would keep the transaction open for hours, and what it has locked. Where the old connection is not there any more, the transaction may
                // have come to its end in this moment, so it is asked for once more; if it goes on all the same, the server has crashed and somebody else has got its number.
                case "in progress" when !isGone:
                    await Task.Delay(100, cancellationToken);
                    isGone = asked >= 10 && !await TryAsync(() => transaction.EndAsync(_connection!, cancellationToken));
                    continue;
                // A server that crashed gives the numbers again that it had not written down: it may be somebody else who has committed under this one.
                case "committed": return checkpoint is null || await Notes.HasKeptAsync(checkpoint, cancellationToken);
                default: return false;
            }
        }
    }

    private async Task DropAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
        (_open, _staged) = (false, false);
    }

    /// <summary>The table as this session sees it, one that it has just made among them.</summary>
    public Task<PostgresTable?> FindTableAsync(CancellationToken cancellationToken) => TryAsync(async () => await PostgresCatalogue.FindAsync(_connection!, write.Table, cancellationToken));

    private Task<int> TryAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await action(cancellationToken);
        return 0;
    });

    private async Task<T> TryAsync<T>(Func<Task<T>> action, bool ofRows = true)
    {
        try
        {
            return await action();
        }
        catch (PostgresException e) when (ofRows && PostgresRowErrors.Of(e) is { } error)
        {
            throw new StageRowException(error, e);
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            var failure = PostgresFailures.Running(e, database.Description, write.Span, write.CommandTimeout);
            if (failure.Temporary && !IsOne) await DropAsync();
            throw failure;
        }
    }
}
