using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// The one writing connection to a database, shared by all targets of a run on it: SQLite has one writer at a time, so two connections of one run would
/// wait for each other for ever. They share the transaction too: whoever commits, commits for all. Used under <see cref="Gate"/>.
/// </summary>
internal sealed class SqliteSession
{
    /// <summary>Of a database that is made here, in bytes: thousands of rows a commit are fewer calls in pages of four times the usual size.</summary>
    private const int NewPageSize = 16 << 10;

    /// <summary>In bytes. A page that is written again and again goes to the database once for so much of log.</summary>
    private const int LogSize = 64 << 20;

    private readonly SqliteConnectionOptions _options;
    private readonly List<SqliteWriter> _members = [];
    private readonly HashSet<SqliteWriter> _unsaved = [];
    private readonly Dictionary<string, SqliteLoadLock> _locks = new(StringComparer.OrdinalIgnoreCase);
    private int _writers = 1;
    private int _names;
    private bool _lost;
    private string? _kept;

    private SqliteSession(SqliteDatabase database, SqliteConnectionOptions options, SqlWrite write) =>
        (Database, _options, DryRun, Atomic, CheckConstraints) = (database, options, write.DryRun, write.Atomic, write.CheckConstraints);

    public Lock Gate { get; } = new();

    public SqliteDatabase Database { get; }

    public bool DryRun { get; }

    /// <summary>One transaction for the whole load of all targets.</summary>
    public bool Atomic { get; }

    public bool CheckConstraints { get; }

    /// <summary>How often a transaction was committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Opens the database, or makes it. A dry run makes nothing: a missing database is one in memory then.</summary>
    public static SqliteSession Open(SqliteConnectionOptions options, string description, SqlWrite write)
    {
        var file = new FileInfo(options.Path.FullPath);
        bool isNew = !file.Exists || file.Length == 0;
        if (!file.Exists && !write.DryRun) MakeFolder(file, description, write);
        var database = !file.Exists && write.DryRun ? SqliteDatabase.OpenInMemory(options, description) : SqliteDatabase.OpenToWrite(options, description);
        try
        {
            if (isNew) database.Execute($"PRAGMA page_size = {NewPageSize}");
            var journal = options.Journal == SqliteJournal.Keep && isNew ? SqliteJournal.Wal : options.Journal;
            if (journal != SqliteJournal.Keep && !write.DryRun) database.Execute($"PRAGMA journal_mode = {journal}");
            // A commit is one sync of the disk for thousands of rows: there is nothing to gain by committing less durably.
            database.Execute("PRAGMA synchronous = FULL");
            database.Execute($"PRAGMA foreign_keys = {(write.CheckConstraints ? "ON" : "OFF")}");
            database.Execute($"PRAGMA ignore_check_constraints = {(write.CheckConstraints ? "OFF" : "ON")}");
            database.Execute("PRAGMA cache_size = -8192");
            using (var size = database.Prepare("PRAGMA page_size"))
                if (size.StepOrThrow()) database.Execute($"PRAGMA wal_autocheckpoint = {LogSize / size.GetInt64(0)}");
            return new SqliteSession(database, options, write);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>One more writer of the same run, unless the last one has left.</summary>
    /// <exception cref="MigrationException">It asks for something that the shared transaction cannot be.</exception>
    public bool TryJoin(SqlWrite write)
    {
        lock (Gate)
        {
            if (_writers == 0 || write.DryRun != DryRun) return false;
            if (write.Atomic != Atomic) throw new MigrationException(SqlMessages.SharedTransaction.At(write.Span, Database.Description, "atomic"));
            if (write.CheckConstraints != CheckConstraints) throw new MigrationException(SqlMessages.SharedTransaction.At(write.Span, Database.Description, "check_constraints"));
            _writers++;
            return true;
        }
    }

    public void Add(SqliteWriter writer) => _members.Add(writer);

    /// <summary>Keeps other runs of the pipeline from the table until the session ends. A dry run writes nothing that they could meet.</summary>
    public void Reserve(SqlWrite write)
    {
        if (DryRun || _locks.ContainsKey(write.Table.Name)) return;
        _locks.Add(write.Table.Name, SqliteLoadLock.Take(_options.Path.FullPath, Database.Description, write.Pipeline, write.Table, write.Span));
    }

    /// <summary>A name for a temporary table.</summary>
    public string NextName(string stem) => $"datamigration_{stem}_{++_names}";

    /// <summary>Starts a transaction unless one is open. Takes the write lock at once, so that waiting for it happens here and not in the middle.</summary>
    public void Begin(SqliteWriter writer)
    {
        if (_lost) throw new MigrationException(SqlMessages.TransactionLost.At(null));
        if (!Database.InTransaction) Database.Execute("BEGIN IMMEDIATE");
        _unsaved.Add(writer);
    }

    /// <summary>Makes durable what all writers did. Where SQLite says that it is busy the transaction stays open and can be committed later.</summary>
    public void Commit()
    {
        if (_lost) throw new MigrationException(SqlMessages.TransactionLost.At(null));
        if (DryRun || !Database.InTransaction) return;
        using var commit = Database.Prepare("COMMIT");
        int code = commit.Step();
        if (code != SQLitePCL.raw.SQLITE_DONE)
            throw (code & 0xff) == SQLitePCL.raw.SQLITE_CONSTRAINT
                ? new MigrationException(SqlMessages.CommitRefused.At(null, Database.Description, Database.LastMessage))
                : Database.Failure(code);
        Commits++;
        _unsaved.Clear();
    }

    /// <summary>Keeps a checkpoint for all targets of the transaction: whoever commits first commits for all.</summary>
    public void Keep(string checkpoint, SqliteWriter writer)
    {
        if (ReferenceEquals(_kept, checkpoint) && !Database.InTransaction) return;
        Begin(writer);
        foreach (var member in _members)
            if (member.Checkpoint is { } row) row.KeepAsync(checkpoint, CancellationToken.None).GetAwaiter().GetResult();
        _kept = checkpoint;
    }

    /// <summary>Undoes what was not committed, of the other writers too: they learn it when they come back.</summary>
    public void Undo(SqliteWriter writer)
    {
        _unsaved.Remove(writer);
        _lost |= _unsaved.Count > 0;
        _unsaved.Clear();
        Database.Rollback();
    }

    /// <summary>The end of a load in one transaction: all of its writers bring their work to an end, then it is committed.</summary>
    public void CompleteTogether()
    {
        foreach (var member in _members) member.Finish();
        foreach (var member in _members) member.RunAfter();
        Commit();
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
            foreach (var taken in _locks.Values) taken.Dispose();
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
