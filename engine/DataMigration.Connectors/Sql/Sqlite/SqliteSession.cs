using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// The one writing connection to a database, shared by all targets of a run on it: SQLite has one writer at a time, so two connections of one run would
/// wait for each other for ever. They share the transaction too: whoever commits, commits for all. Used under <see cref="Gate"/>.
/// </summary>
internal sealed class SqliteSession
{
    private int _writers = 1;
    private int _names;
    private int _completed;
    private bool _lost;

    private SqliteSession(SqliteDatabase database, bool dryRun) => (Database, DryRun) = (database, dryRun);

    public Lock Gate { get; } = new();

    public SqliteDatabase Database { get; }

    public bool DryRun { get; }

    public required string Path { get; init; }

    /// <summary>Whether everything that is written is one transaction: because a target asks for it, and SQLite has one writer at a time, for all.</summary>
    public bool IsOne { get; private set; }

    /// <summary>Opens the database, or makes it. A dry run makes nothing: a missing database is one in memory then.</summary>
    public static SqliteSession Open(SqliteConnectionOptions options, string description, SqlWrite write)
    {
        var file = new FileInfo(options.Path.FullPath);
        bool isNew = !file.Exists || file.Length == 0;
        if (!file.Exists && !write.DryRun) MakeFolder(file, description, write);
        var database = !file.Exists && write.DryRun ? SqliteDatabase.OpenInMemory(options, description) : SqliteDatabase.OpenToWrite(options, description);
        try
        {
            var journal = options.Journal == SqliteJournal.Keep && isNew ? SqliteJournal.Wal : options.Journal;
            if (journal != SqliteJournal.Keep && !write.DryRun) database.Execute($"PRAGMA journal_mode = {journal}");
            // A commit is one sync of the disk for thousands of rows: there is nothing to gain by committing less durably.
            database.Execute("PRAGMA synchronous = FULL");
            database.Execute("PRAGMA foreign_keys = ON");
            database.Execute("PRAGMA cache_size = -32768");
            return new SqliteSession(database, write.DryRun) { IsOne = AsksForOne(write), Path = file.FullName };
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>One more writer of the same run, unless the last one has left.</summary>
    public bool TryJoin(SqlWrite write)
    {
        lock (Gate)
        {
            if (_writers == 0 || write.DryRun != DryRun) return false;
            _writers++;
            IsOne |= AsksForOne(write);
            return true;
        }
    }

    /// <summary>A name for a temporary table.</summary>
    public string NextName(string stem) => $"datamigration_{stem}_{++_names}";

    /// <summary>Starts a transaction unless one is open. Takes the write lock at once, so that waiting for it happens here and not in the middle.</summary>
    public void Begin()
    {
        if (_lost) throw new MigrationException(SqlMessages.TransactionLost.At(null));
        if (!Database.InTransaction) Database.Execute("BEGIN IMMEDIATE");
    }

    public void Commit()
    {
        if (_lost) throw new MigrationException(SqlMessages.TransactionLost.At(null));
        if (!IsOne) CommitNow();
    }

    /// <summary>One writer has come to its end; what is one transaction is committed with the last of them.</summary>
    public void Complete()
    {
        _completed++;
        if (!IsOne || _completed == _writers) CommitNow();
    }

    private static bool AsksForOne(SqlWrite write) => write.Atomic || write.Mode == SqlMode.Replace;

    private void CommitNow()
    {
        if (_lost) throw new MigrationException(SqlMessages.TransactionLost.At(null));
        if (DryRun || !Database.InTransaction) return;
        using var commit = Database.Prepare("COMMIT");
        int code = commit.Step();
        if (code == SQLitePCL.raw.SQLITE_DONE) return;
        throw (code & 0xff) == SQLitePCL.raw.SQLITE_CONSTRAINT
            ? new MigrationException(SqlMessages.CommitRefused.At(null, Database.Description, Database.LastMessage))
            : Database.Failure(code);
    }

    /// <summary>One writer less; the last one closes the database, and with it undoes what was not committed.</summary>
    /// <param name="undo">The writer did not come to its end: the open transaction is undone now, for the others too.</param>
    public void Leave(bool undo)
    {
        lock (Gate)
        {
            _writers--;
            if (undo && Database.InTransaction)
            {
                _lost = true;
                Database.Rollback();
            }
            if (_writers > 0) return;
            Database.Rollback();
            Database.Dispose();
        }
    }

    private static void MakeFolder(FileInfo file, string description, SqlWrite write)
    {
        try
        {
            file.Directory?.Create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(SqlMessages.DatabaseFailed.At(write.Span, description, e.Message), inner: e);
        }
    }
}
