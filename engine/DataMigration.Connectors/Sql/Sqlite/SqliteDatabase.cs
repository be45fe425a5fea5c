using System.Text;
using DataMigration.Failures;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>An open database: the one place that knows handles and what their errors mean. One thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 _handle;
    // SQLite keeps only its address.
    private readonly delegate_progress _progress;

    private SqliteDatabase(sqlite3 handle, string description)
    {
        (_handle, Description) = (handle, description);
        _progress = Limit.Ask;
    }

    public string Description { get; }

    /// <summary>How long a statement may take.</summary>
    public SqliteTimeLimit Limit { get; } = new();

    /// <summary>False once SQLite has ended the transaction, of its own accord too.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows that the last statement itself changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>The number of the row that was added last, where its table numbers rows.</summary>
    public long LastRowId => raw.sqlite3_last_insert_rowid(_handle);

    public string LastMessage => raw.sqlite3_errmsg(_handle).utf8_to_string();

    public static SqliteDatabase OpenToRead(SqliteConnectionOptions options, string description)
    {
        try
        {
            return Open(options.Path.FullPath, raw.SQLITE_OPEN_READONLY, options, description);
        }
        catch (MigrationException e) when (e.Diagnostic.Code == SqlMessages.Unfinished.Code)
        {
            // A process that was killed has left a transaction, which only whoever may write can undo.
            Open(options.Path.FullPath, raw.SQLITE_OPEN_READWRITE, options, description).Dispose();
            return Open(options.Path.FullPath, raw.SQLITE_OPEN_READONLY, options, description);
        }
    }

    public static SqliteDatabase OpenToWrite(SqliteConnectionOptions options, string description) =>
        Open(options.Path.FullPath, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, options, description);

    public static SqliteDatabase OpenInMemory(SqliteConnectionOptions options, string description) =>
        Open(":memory:", raw.SQLITE_OPEN_READWRITE, options, description);

    public SqliteStatement Prepare(string sql)
    {
        int code = raw.sqlite3_prepare_v2(_handle, Encoding.UTF8.GetBytes(sql), out var statement);
        if (code != raw.SQLITE_OK) throw Failure(code);
        Limit.Next();
        return new SqliteStatement(this, statement);
    }

    /// <summary>Prepares a statement that a person wrote: exactly one, and one that returns rows.</summary>
    public SqliteStatement PrepareQuery(SqlQuery query)
    {
        // An empty span has no address, which SQLite calls misuse; a blank is an empty query to it.
        int code = raw.sqlite3_prepare_v2(_handle, Encoding.UTF8.GetBytes(query.Text + "\n"), out var statement, out var tail);
        if (code != raw.SQLITE_OK) throw Failure(code, query);
        Limit.Next();
        var prepared = new SqliteStatement(this, statement);
        string? problem = statement.IsInvalid ? "is empty" : prepared.ColumnCount == 0 ? "returns no columns" : HasStatement(tail) ? "is followed by another statement" : null;
        if (problem is null) return prepared;
        prepared.Dispose();
        throw new MigrationException(SqlMessages.NotAQuery.At(query.Span, problem));
    }

    /// <summary>Runs a statement to its end, its rows unseen.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.StepOrThrow()) { }
    }

    /// <summary>Runs one statement after the other, as a person wrote them.</summary>
    /// <param name="script">The statements.</param>
    /// <param name="fence">What they are allowed to do, or null for anything.</param>
    public void ExecuteAll(SqlQuery script, strdelegate_authorizer? fence)
    {
        if (fence is not null) raw.sqlite3_set_authorizer(_handle, fence, null);
        try
        {
            ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(script.Text + "\n");
            while (!rest.IsEmpty)
            {
                int code = raw.sqlite3_prepare_v2(_handle, rest, out var handle, out rest);
                if (code == raw.SQLITE_AUTH) throw new MigrationException(SqlMessages.OwnTransaction.At(script.Span, script.Text));
                if (code != raw.SQLITE_OK) throw Failure(code, script);
                using var statement = new SqliteStatement(this, handle);
                if (handle.IsInvalid) continue;
                Limit.Next();
                while ((code = statement.Step()) == raw.SQLITE_ROW) { }
                if (code != raw.SQLITE_DONE) throw Failure(code, script);
            }
        }
        finally
        {
            if (fence is not null) raw.sqlite3_set_authorizer(_handle, default(strdelegate_authorizer), null);
        }
    }

    /// <summary>Whether a text has more than one statement.</summary>
    public bool HasSeveral(SqlQuery script)
    {
        if (raw.sqlite3_prepare_v2(_handle, Encoding.UTF8.GetBytes(script.Text + "\n"), out var statement, out var tail) != raw.SQLITE_OK) return false;
        using (statement) return HasStatement(tail);
    }

    /// <summary>The tables that a query reads, behind its views too, or null when it cannot be prepared.</summary>
    public IReadOnlySet<string>? TablesOf(string query)
    {
        var tables = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        strdelegate_authorizer note = (_, action, table, _, _, _) =>
        {
            if (action == raw.SQLITE_READ) tables.Add(table);
            return raw.SQLITE_OK;
        };
        raw.sqlite3_set_authorizer(_handle, note, null);
        int code = raw.sqlite3_prepare_v2(_handle, Encoding.UTF8.GetBytes(query), out var statement);
        raw.sqlite3_set_authorizer(_handle, default(strdelegate_authorizer), null);
        if (code != raw.SQLITE_OK) return null;
        using (statement) return tables;
    }

    /// <summary>Ends the transaction if there is one; whatever made it necessary has been reported already.</summary>
    public void Rollback()
    {
        if (InTransaction) raw.sqlite3_exec(_handle, "ROLLBACK");
    }

    /// <summary>Makes the running statement stop; from any thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    /// <summary>What an error code of this database means for the run.</summary>
    public Exception Failure(int code, SqlQuery? query = null) => (code & 0xff) switch
    {
        raw.SQLITE_INTERRUPT when Limit.Exceeded => new MigrationException(SqlMessages.TooSlow.At(query?.Span, Description, Limit.Seconds)),
        raw.SQLITE_INTERRUPT => new OperationCanceledException(),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => new MigrationException(SqlMessages.Busy.At(query?.Span, Description, LastMessage), temporary: true),
        raw.SQLITE_READONLY when code is raw.SQLITE_READONLY_ROLLBACK or raw.SQLITE_READONLY_RECOVERY => new MigrationException(SqlMessages.Unfinished.At(query?.Span, Description)),
        raw.SQLITE_ERROR or raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_AUTH => new MigrationException(Refused(query)),
        _ => new MigrationException(SqlMessages.DatabaseFailed.At(query?.Span, Description, LastMessage)),
    };

    public void Dispose() => raw.sqlite3_close_v2(_handle);

    private static SqliteDatabase Open(string path, int flags, SqliteConnectionOptions options, string description)
    {
        Batteries_V2.Init();
        // Whoever has a database uses it from one thread at a time: SQLite need not lock at each of ten calls a row.
        int code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new SqliteDatabase(handle, description);
        try
        {
            if (code != raw.SQLITE_OK) throw database.Failure(code);
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, options.BusyTimeout * 1000);
            raw.sqlite3_progress_handler(handle, SqliteTimeLimit.StepsBetween, database._progress, null);
            raw.sqlite3_create_function(handle, SqliteRowHash.Name, -1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, new SqliteRowHash(), SqliteRowHash.Evaluate);
            // The first look into the file: says here, and not in the middle of a load, that it is no database.
            database.Execute("PRAGMA schema_version");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether anything but blanks and comments is left.</summary>
    private bool HasStatement(ReadOnlySpan<byte> tail)
    {
        if (tail.IsEmpty) return false;
        if (raw.sqlite3_prepare_v2(_handle, tail, out var more) != raw.SQLITE_OK) return true;
        using (more) return !more.IsInvalid;
    }

    private Diagnostics.Diagnostic Refused(SqlQuery? query)
    {
        const string noTable = "no such table: ";
        string message = LastMessage, remedy = "Correct the statement; the message is the database's own.";
        if (message.StartsWith(noTable, StringComparison.Ordinal) && SqliteCatalogue.TableNames(this) is var tables)
            remedy = Diagnostics.Suggestions.Remedy(message[noTable.Length..], tables, "The database has no tables.");
        return SqlMessages.StatementRefused.At(query?.Span, Description, message, remedy);
    }
}
