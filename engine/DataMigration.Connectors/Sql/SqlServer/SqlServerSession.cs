using System.Data;
using System.Data.Common;
using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// One connection of a load: its lock, its stage, its transactions. The stage is filled before a transaction begins, so that it outlives one that an error ends; such a transaction is begun
/// again, and what it had done is done again up to the savepoint that is asked for.
/// </summary>
/// <param name="locks">Whether it holds the load's lock: one of its sessions does.</param>
internal sealed class SqlServerSession(SqlServerConnection database, SqlWrite write, bool locks) : IStageSession
{
    private readonly SqlServerJournal _journal = new(write.Duplicates != DuplicatePolicy.Last);
    private readonly SqlServerCommits _commits = new(write);
    private SqlClientConnection? _connection;
    private SqlTransaction? _transaction;
    private bool _hasStage;
    private bool _began;
    private bool _firstDone;
    private bool _wasLocked;
    private bool _isNew;
    private bool _hastens;
    private bool _asksForCommits;
    private LoadNotes? _notes;

    /// <summary>The texts; set once the table is known.</summary>
    public SqlServerStatements Statements { get; set; } = null!;

    /// <summary>The fields that are sent, and the types of their columns on the stage and in the target.</summary>
    public (int[] Fields, IReadOnlyList<SqlServerType> OnStage, IReadOnlyList<SqlServerType> InTarget) Sent { get; set; } = ([], [], []);

    /// <summary>Where straight rows go, quoted, and how.</summary>
    public (string Table, SqlBulkCopyOptions Options) Straight { get; set; }

    /// <summary>What the load writes down to be undone, or null.</summary>
    public SqlServerRunJournal? RunJournal { get; set; }

    /// <summary>Statements at the start of every transaction until one is committed: what makes and empties tables.</summary>
    public IReadOnlyList<string> First { get; set; } = [];

    /// <summary>Statements at the start of every transaction, and at its end.</summary>
    public (IReadOnlyList<string> Begin, IReadOnlyList<string> End) Every { get; set; } = ([], []);

    /// <summary>What the server watches, by the name that it uses in its errors.</summary>
    public IReadOnlyDictionary<string, SqlServerConstraint> Constraints { get; set; } = new Dictionary<string, SqlServerConstraint>();

    private bool IsOne => write.Atomic || write.DryRun;

    /// <summary>A connection that holds the load's lock.</summary>
    public async Task<SqlClientConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { State: ConnectionState.Open }) return _connection;
        await DropAsync();
        _connection = await database.OpenAsync(write.Span, cancellationToken);
        _isNew = true;
        try
        {
            await RunOutsideAsync(SqlServerSettings.Session, cancellationToken);
            if (write.DryRun || !locks) return _connection;
            if (!await LockAsync(cancellationToken)) throw new MigrationException(SqlMessages.Locked.At(write.Span, write.Pipeline, write.Table), temporary: _wasLocked);
            _wasLocked = true;
            return _connection;
        }
        catch
        {
            // Whoever asks again must not get one that is open, but not set up or without the lock.
            await DropAsync();
            throw;
        }
    }

    /// <summary>What this connection notes of the load.</summary>
    public LoadNotes Notes => _notes ??= new LoadNotes(new SqlServerLedger(() => (_connection!, Alive), write.Table.Schema), write);

    /// <inheritdoc cref="LoadNotes.ReserveAsync"/>
    public async Task ReserveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await NoteAsync(Notes.ReserveAsync, cancellationToken);
        }
        catch (MigrationException e) when (e.InnerException is SqlException { Number: SqlServerErrors.NoPermission or SqlServerErrors.NoPermissionInDatabase } refused)
        {
            throw new MigrationException(SqlMessages.NoCheckpoints.At(write.Span, database.Description, refused.Errors[0].Message.TrimEnd('.')), inner: e);
        }
    }

    /// <inheritdoc cref="LoadNotes.NoteLoadedAsync"/>
    public Task NoteLoadedAsync(CancellationToken cancellationToken) => NoteAsync(Notes.NoteLoadedAsync, cancellationToken);

    public Task NoteCompletedAsync(CancellationToken cancellationToken) => NoteAsync(Notes.NoteCompletedAsync, cancellationToken);

    /// <summary>Runs the author's statements, each noted behind it, so that a load that is taken up does not run them again. Many of them can be in no transaction but their own.</summary>
    /// <param name="after">Those behind the load; else those before it.</param>
    public async Task RunOnceAsync(IReadOnlyList<string> statements, bool after, CancellationToken cancellationToken)
    {
        for (int i = Notes.Done(after); i < statements.Count; i++)
        {
            int done = i + 1;
            await RunOutsideAsync(statements[i], cancellationToken);
            await NoteAsync(token => Notes.NoteRunAsync(done, after, token), cancellationToken);
        }
    }

    private Task<int> NoteAsync(Func<CancellationToken, Task> note, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await note(cancellationToken);
        return 0;
    }, cancellationToken);

    /// <summary>Makes it possible to tell whether a commit that was not answered had its effect.</summary>
    private async Task RememberCommitsAsync(CancellationToken cancellationToken)
    {
        if (write.DryRun || _asksForCommits) return;
        var connection = await ConnectAsync(cancellationToken);
        await TryAsync(() => _commits.PrepareAsync(connection, cancellationToken), cancellationToken);
        _asksForCommits = true;
    }

    public async Task ForgetCommitsAsync(CancellationToken cancellationToken)
    {
        if (!_commits.IsKept) return;
        await ConnectAsync(cancellationToken);
        await RunOutsideAsync(_commits.Forget, cancellationToken);
    }

    /// <summary>The table as this session sees it.</summary>
    public Task<SqlServerTable?> FindTableAsync(CancellationToken cancellationToken) => TryAsync(() => SqlServerCatalogue.FindAsync(_connection!, Alive, write.Table, cancellationToken), cancellationToken);

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_began && IsOne && Alive is not null && _connection is { State: ConnectionState.Open }) return;
        if (_began && IsOne) throw new MigrationException(SqlServerMessages.Lost.At(write.Span, database.Description, "its transaction is gone"), temporary: true);
        await UndoAsync(cancellationToken);
        await ConnectAsync(cancellationToken);
        if (_isNew) await NoteAsync(token => Notes.AssureAsync(database.Description, token), cancellationToken);
        _isNew = false;
        await RememberCommitsAsync(cancellationToken);
        if (_hastens) await RunAsync("SET LOCK_TIMEOUT -1", cancellationToken);
        _hastens = false;
        _journal.Clear();
        if (IsOne) await OpenTransactionAsync(cancellationToken);
    }

    /// <summary>The transaction at hand, begun if there is none: before it the stage is filled.</summary>
    public async Task OpenTransactionAsync(CancellationToken cancellationToken)
    {
        if (Alive is not null) return;
        var connection = await ConnectAsync(cancellationToken);
        if (!_hasStage && Statements is not null) await RunOutsideAsync(Statements.CreateStage, cancellationToken);
        _hasStage = Statements is not null;
        await TryAsync(async () =>
        {
            _transaction = (SqlTransaction)await connection.BeginTransactionAsync(SqlServerSettings.Level(write.Isolation), cancellationToken);
            return 0;
        }, cancellationToken);
        _began = true;
        if (!_firstDone)
            foreach (string statement in First) await RunAsync(statement, cancellationToken);
        foreach (string statement in Every.Begin) await RunAsync(statement, cancellationToken);
    }

    public async Task CommitAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        if (_transaction is null && checkpoint is not null) await OpenTransactionAsync(cancellationToken);
        if (_transaction is null) return;
        if (checkpoint is not null) await NoteAsync(token => Notes.KeepAsync(checkpoint, token), cancellationToken);
        foreach (string statement in Every.End) await RunAsync(statement, cancellationToken);
        if (_commits.IsKept) await TryAsync(() => _commits.NoteAsync(_connection!, _transaction!, cancellationToken), cancellationToken);
        try
        {
            await _transaction!.CommitAsync(cancellationToken);
        }
        catch (SqlException e) when (SqlServerFailures.TroubleOf(e) is SqlServerTrouble.Row or SqlServerTrouble.Statement && e.Number != SqlServerErrors.Timeout && _connection!.State == ConnectionState.Open)
        {
            throw new MigrationException(SqlMessages.CommitRefused.At(write.Span, database.Description, e.Errors[0].Message.TrimEnd('.')), inner: e);
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            await DropAsync();
            if (!_commits.IsKept) throw new MigrationException(SqlServerMessages.CommitUnknown.At(write.Span, database.Description, SqlServerCommits.Table), inner: e);
            if (!await DoubtfulCommit.DecideAsync(() => HasCommittedAsync(cancellationToken), cause => new MigrationException(SqlMessages.CommitUndecided.At(write.Span, database.Description, cause.Diagnostic.Message), inner: cause), cancellationToken)) throw new MigrationException(SqlServerMessages.Lost.At(write.Span, database.Description, e.Message), true, e);
        }
        if (checkpoint is not null) Notes.Committed(checkpoint);
        if (_transaction is not null) await _transaction.DisposeAsync();
        _transaction = null;
        _journal.Clear();
        _firstDone = true;
    }

    /// <summary>Whether the transaction whose commit was not answered has had its effect after all.</summary>
    private async Task<bool> HasCommittedAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        return await TryAsync(() => _commits.HasCommittedAsync(connection, cancellationToken), cancellationToken);
    }

    public async Task SaveAsync(string name, CancellationToken cancellationToken)
    {
        await OpenTransactionAsync(cancellationToken);
        await RunAsync($"SAVE TRANSACTION {name}", cancellationToken);
        _journal.Mark(name);
    }

    public async Task GoBackAsync(string name, CancellationToken cancellationToken)
    {
        _journal.GoBack(name);
        if (Alive is not null && (await QueryAsync("SELECT CAST(XACT_STATE() AS int)", r => r.GetInt32(0), cancellationToken))[0] == 1)
        {
            // Set again: a second way back must end here too, not at an older savepoint of the same name.
            await RunAsync($"ROLLBACK TRANSACTION {name}; SAVE TRANSACTION {name}", cancellationToken);
            return;
        }
        if (IsOne) throw new MigrationException(SqlServerMessages.TransactionEnded.At(write.Span, write.Table));
        bool staged = _hasStage;
        await UndoAsync(CancellationToken.None);
        // Over the empty stage of another connection everything would seem to be done again.
        if (staged && !_hasStage) throw new MigrationException(SqlServerMessages.Lost.At(write.Span, database.Description, "its stage is gone"), temporary: true);
        if (_hasStage) foreach (string statement in Statements.Unstage(_journal.Refused)) await RunOutsideAsync(statement, cancellationToken);
        await OpenTransactionAsync(cancellationToken);
        var (marks, unstaged, statements) = _journal.Replay();
        foreach (string mark in marks) await RunAsync($"SAVE TRANSACTION {mark}", cancellationToken);
        foreach (string statement in Statements.Unstage(unstaged)) await RunAsync(statement, cancellationToken);
        foreach (var (statement, low, high) in statements) await CountAsync(statement, low, high, cancellationToken);
        if (!marks.Contains(name)) await RunAsync($"SAVE TRANSACTION {name}", cancellationToken);
    }

    /// <summary>The server keeps no account of savepoints: one of the same name takes the place of another.</summary>
    public Task ReleaseAsync(string name, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task LimitWaitsAsync(CancellationToken cancellationToken)
    {
        // Before the transaction: what it begins with may wait for another one, too.
        await ConnectAsync(cancellationToken);
        _hastens = true;
        await RunAsync("SET LOCK_TIMEOUT 1000", cancellationToken);
        await OpenTransactionAsync(cancellationToken);
    }

    public async Task LoadAsync(StageChunk chunk, int low, int high, CancellationToken cancellationToken)
    {
        await OpenTransactionAsync(cancellationToken);
        await CopyAsync(chunk, low, high, Straight.Table, Straight.Options, Sent.InTarget, numbered: false, _transaction!, cancellationToken);
        // Rows go this way only where none is named.
        if (RunJournal is { } journal) await RunAsync(journal.Mark(high - low + 1), cancellationToken);
    }

    public async Task StageAsync(StageChunk chunk, CancellationToken cancellationToken)
    {
        _journal.Clear();
        if (IsOne)
        {
            await OpenTransactionAsync(cancellationToken);
            await RunAsync(SqlServerStatements.EmptyStage, cancellationToken);
            await CopyAsync(chunk, 0, chunk.Rows.Length - 1, SqlServerStatements.Stage, SqlBulkCopyOptions.KeepNulls | SqlBulkCopyOptions.TableLock, Sent.OnStage, numbered: true, _transaction!, cancellationToken);
            return;
        }
        await UndoAsync(CancellationToken.None);
        var connection = await ConnectAsync(cancellationToken);
        if (!_hasStage) await RunOutsideAsync(Statements.CreateStage, cancellationToken);
        _hasStage = true;
        await RunOutsideAsync(SqlServerStatements.EmptyStage, cancellationToken);
        await using var filling = await TryAsync(async () => (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken), cancellationToken);
        await CopyAsync(chunk, 0, chunk.Rows.Length - 1, SqlServerStatements.Stage, SqlBulkCopyOptions.KeepNulls | SqlBulkCopyOptions.TableLock, Sent.OnStage, numbered: true, filling, cancellationToken);
        await TryAsync(async () =>
        {
            await filling.CommitAsync(cancellationToken);
            return 0;
        }, cancellationToken);
    }

    public async Task UnstageAsync(IReadOnlyCollection<int> rows, CancellationToken cancellationToken)
    {
        foreach (string statement in Statements.Unstage(rows)) await RunAsync(statement, cancellationToken);
        _journal.Unstage(rows);
    }

    public async Task<int> ExecuteAsync(string statement, int low, int high, CancellationToken cancellationToken)
    {
        try
        {
            int rows = await CountAsync(statement, low, high, cancellationToken);
            _journal.Add(statement, low, high);
            return rows;
        }
        catch (StageRowException) when (low == high)
        {
            // Refused alone: whatever is done again is done without it.
            _journal.Refused.Add(low);
            throw;
        }
    }

    public Task<List<T>> QueryAsync<T>(string query, Func<DbDataReader, T> read, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await using var command = Command(query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }, cancellationToken, optional: query.StartsWith(SqlServerStatements.Optional, StringComparison.Ordinal));

    /// <summary>In the transaction at hand, if there is one.</summary>
    public Task RunAsync(string statement, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await using var command = Command(statement);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>The same, for as long as it takes: about all rows of a load at once.</summary>
    public Task RunPatientlyAsync(string statement, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await using var command = Command(statement);
        command.CommandTimeout = 0;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>In a transaction of its own.</summary>
    public Task RunOutsideAsync(string statement, CancellationToken cancellationToken)
    {
        if (Alive is not null) throw new InvalidOperationException("A transaction is open.");
        return RunAsync(statement, cancellationToken);
    }

    /// <summary>What only puts things straight, and may be refused to this user.</summary>
    public async Task TryRunAsync(string statement, CancellationToken cancellationToken)
    {
        try
        {
            await TryAsync(async () =>
            {
                await using var command = Command(statement);
                return await command.ExecuteNonQueryAsync(cancellationToken);
            }, cancellationToken, optional: true);
        }
        catch (StageRowException)
        {
            // The server moves its own count when it is given a greater number.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await UndoAsync(CancellationToken.None);
        await DropAsync();
    }

    /// <summary>Rolls back what is open, if the server has not; whoever gives up waits for that all the same.</summary>
    public async Task UndoAsync(CancellationToken cancellationToken)
    {
        var transaction = _transaction;
        _transaction = null;
        if (transaction is null) return;
        try
        {
            if (transaction.Connection is not null) await transaction.RollbackAsync(CancellationToken.None);
            await transaction.DisposeAsync();
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            // The connection goes, and the transaction with it.
            await DropAsync();
        }
    }

    /// <summary>The transaction, unless the server has ended it: the driver lets go of the connection then.</summary>
    private SqlTransaction? Alive => _transaction is { Connection: not null } ? _transaction : null;

    private SqlCommand Command(string text)
    {
        // A command without its transaction would run outside of it, and stay.
        if (_transaction is not null && Alive is null) throw new MigrationException(SqlServerMessages.Lost.At(write.Span, database.Description, "its transaction is gone"), temporary: true);
        return new SqlCommand(text, _connection, _transaction) { CommandTimeout = write.CommandTimeout };
    }

    /// <summary>A statement over a range; triggers that count or return rows of their own do not disturb the count.</summary>
    private Task<int> CountAsync(string statement, int low, int high, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await using var command = Command(statement.Contains("SET @rows", StringComparison.Ordinal) ? statement : statement + "; SET @rows = @@ROWCOUNT");
        command.Parameters.Add("@low", SqlDbType.Int).Value = low;
        command.Parameters.Add("@high", SqlDbType.Int).Value = high;
        var rows = command.Parameters.Add("@rows", SqlDbType.Int);
        rows.Direction = ParameterDirection.Output;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return rows.Value is int count ? count : 0;
    }, cancellationToken);

    private Task<int> CopyAsync(StageChunk chunk, int low, int high, string table, SqlBulkCopyOptions options, IReadOnlyList<SqlServerType> types, bool numbered, SqlTransaction transaction, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        using var rows = new SqlServerRows(chunk, low, high, Sent.Fields, types, numbered);
        using var copy = new SqlBulkCopy(_connection, options, transaction) { DestinationTableName = table, BulkCopyTimeout = write.CommandTimeout, EnableStreaming = rows.HasLongValues };
        if (numbered) copy.ColumnMappings.Add(0, SqlServerSettings.Mapped(Statements.RowName));
        for (int i = 0; i < Sent.Fields.Length; i++) copy.ColumnMappings.Add(i + (numbered ? 1 : 0), SqlServerSettings.Mapped(Statements.ColumnOf(Sent.Fields[i])));
        await copy.WriteToServerAsync(rows, cancellationToken);
        return 0;
    }, cancellationToken);

    /// <summary>A connection that was lost may take the server longer to see.</summary>
    private Task<bool> LockAsync(CancellationToken cancellationToken) =>
        TryAsync(() => SqlServerLoadLock.TakeAsync(_connection!, write.Table, write.Pipeline, _wasLocked ? TimeSpan.FromSeconds(20) : SqlServerLoadLock.Patience, cancellationToken), cancellationToken);

    private async Task DropAsync()
    {
        _transaction = null;
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
        _hasStage = _hastens = false;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken, bool optional = false)
    {
        try
        {
            return await action();
        }
        catch (SqlException e) when (SqlServerFailures.TroubleOf(e) is var trouble && (trouble == SqlServerTrouble.Row || (optional && trouble == SqlServerTrouble.Statement)) && _connection?.State == ConnectionState.Open)
        {
            throw new StageRowException(SqlServerRowErrors.Of(e, Constraints), e);
        }
        catch (InvalidOperationException e) when (e.Source == "Microsoft.Data.SqlClient" && _connection?.State == ConnectionState.Open && Alive is not null)
        {
            // The driver itself refuses a value.
            throw new StageRowException(new StageRowError(SqlRules.Type, null, null, e.Message), e);
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            // The driver reports as the server's failure what the run itself has called off.
            cancellationToken.ThrowIfCancellationRequested();
            var failure = SqlServerFailures.Running(e, database.Description, write.Span, write.CommandTimeout);
            if (failure.Temporary && !IsOne) await DropAsync();
            throw failure;
        }
    }
}
