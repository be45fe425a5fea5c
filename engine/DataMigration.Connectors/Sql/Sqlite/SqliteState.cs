using System.Data.Common;
using DataMigration.Connectors.Sql.State;
using DataMigration.Failures;
using DataMigration.State;
using Microsoft.Data.Sqlite;
using FileConnection = Microsoft.Data.Sqlite.SqliteConnection;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The history in a SQLite file, the locks in files beside it.</summary>
internal sealed class SqliteState(SqliteConnectionOptions options, string description) : IStateDatabase
{
    private readonly string _path = options.Path.FullPath;

    public string Description => description;

    public string FindTable => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @table";

    public string? LockSchema => null;

    public string TypeOf(StateType type) => "text";

    public string First(string columns, string rest) => $"SELECT {columns} {rest} LIMIT @limit";

    public async ValueTask<DbConnection?> OpenAsync(bool make, CancellationToken cancellationToken)
    {
        if (!make && !File.Exists(_path)) return null;
        var address = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = make ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            // The driver's word for how long it waits while another process writes.
            DefaultTimeout = Math.Max(1, options.BusyTimeout),
        };
        FileConnection? connection = null;
        try
        {
            if (make) Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            connection = new FileConnection(address.ToString());
            await connection.OpenAsync(cancellationToken);
            // Readers of the history must not wait for a run that writes, nor the run for them.
            if (make) await SetAsync(connection, $"PRAGMA journal_mode = {(options.Journal == SqliteJournal.Delete ? "DELETE" : "WAL")}", cancellationToken);
            return connection;
        }
        catch (Exception e) when (IsOurs(e) || e is IOException or UnauthorizedAccessException)
        {
            if (connection is not null) await connection.DisposeAsync();
            throw Failure(e);
        }
    }

    public ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) => new(((FileConnection)connection).BeginTransaction(deferred: false));

    public bool IsOurs(Exception e) => e is SqliteException;

    public MigrationException Failure(Exception e)
    {
        bool passing = e is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED };
        // The driver wraps the database's own words: SQLite Error 8: 'attempt to write a readonly database'.
        string said = e is SqliteException && e.Message.Split('\'', 2) is [_, var words] ? words.TrimEnd('.', '\'') : e.Message;
        return new MigrationException(StateMessages.Unusable.At(null, description, said), passing, e);
    }

    public ValueTask<IRunLock?> TryLockAsync(string pipeline, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Path.GetDirectoryName(_path)!, "locks", $"{pipeline}.lock");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new(new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1)));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            return new((IRunLock?)null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(StateMessages.Unusable.At(null, path, e.Message), inner: e);
        }
    }

    private static async Task SetAsync(FileConnection connection, string pragma, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Held by the system for as long as the process lives. The empty file stays: taking it away would let two processes lock two files of one name.</summary>
    private sealed class FileLock(FileStream file) : IRunLock
    {
        public ValueTask<bool> RenewAsync(CancellationToken cancellationToken) => new(true);

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }
}
