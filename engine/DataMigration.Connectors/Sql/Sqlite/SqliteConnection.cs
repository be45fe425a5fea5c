using System.Text.Json;
using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Connectors.Sql.State;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Journals;
using DataMigration.State;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>A SQLite database file. All targets on it share one session, because SQLite allows one writer at a time.</summary>
[Component(ComponentKind.Connection, "sqlite", "A SQLite database file.", Example = "sqlite: { path: build/crm.db }")]
internal sealed class SqliteConnection(SqliteConnectionOptions options) : ISqlConnection, IProvidesState, IJournalKeeper
{
    private readonly Lock _gate = new();
    private SqliteSession? _session;

    public string Description => $"SQLite database {options.Path}";

    public StringComparer Names => StringComparer.OrdinalIgnoreCase;

    public SqlLexis Lexis => SqlLexis.Brackets | SqlLexis.Backticks;

    public SqlAbilities Abilities { get; } = new()
    {
        Schemas = false,
        Isolations = [SqlIsolation.Serializable],
        WritesInParallel = false,
        TriggersOff = false,
        ConstraintsOff = true,
        SharesSnapshots = false,
        KeepsCheckpoints = true,
        KeepsJournals = true,
    };

    public ValueTask<IJournal?> OpenJournalAsync(CheckpointPlace place, JournalAddress address, CancellationToken cancellationToken)
    {
        var loaded = JsonSerializer.Deserialize(address.Text, ConnectorJson.Default.SqlName);
        return SqliteUndo.OpenAsync(options, Description, loaded, place, () => DiscardAsync(loaded, place, CancellationToken.None), cancellationToken);
    }

    public ValueTask<string?> FindJournalObstacleAsync(SqlWrite write, SqlTable table, CancellationToken cancellationToken)
    {
        using var database = SqliteDatabase.OpenToRead(options, Description);
        if (SqliteCatalogue.Find(database, table.Name.Name) is not { } real) return ValueTask.FromResult<string?>(null);
        write = (write with { Table = table.Name }).For(real.Table, Names);
        return ValueTask.FromResult(SqliteRunJournal.Obstacle(write, real, () => SqliteRunJournal.IsEmpty(database, table.Name.Name)));
    }

    public async ValueTask<TargetCheckpoint?> FindCheckpointAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Path.FullPath)) return null;
        using var database = SqliteDatabase.OpenToRead(options, Description);
        return await new CheckpointRow(new SqliteLedger(database), place, null).FindAsync(cancellationToken);
    }

    public async ValueTask DiscardAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Path.FullPath)) return;
        using var database = SqliteDatabase.OpenToWrite(options, Description);
        string[] tables = [SqliteText.Quote(SqliteTableBeside.NameOf(place.Pipeline, table.Name)), SqliteWrittenKeys.KeptNameOf(place)];
        await new CheckpointRow(new SqliteLedger(database), place, null).DiscardAsync([.. tables.Select(t => $"DROP TABLE IF EXISTS {t}")], cancellationToken);
    }

    public IStateStore OpenState() => new StateStore(new SqliteState(options, Description));

    public string Quote(string identifier) => SqliteText.Quote(identifier);

    public ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Path.FullPath)) throw new MigrationException(SqlMessages.DatabaseMissing.At(query.Span, Description));
        var database = SqliteDatabase.OpenToRead(options, Description);
        try
        {
            return new ValueTask<ISqlReader>(new SqliteReader(database, query));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public ValueTask<SqlLookup> FindTableAsync(SqlName name, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Path.FullPath)) return new ValueTask<SqlLookup>(new SqlLookup(null, [], false));
        using var database = SqliteDatabase.OpenToRead(options, Description);
        return new ValueTask<SqlLookup>(new SqlLookup(SqliteCatalogue.Find(database, name.Name)?.Table, SqliteCatalogue.TableNames(database), true));
    }

    public ValueTask<ISqlSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken) => new(new SqliteSnapshot(this));

    public string? Refusal(Field field, SqlColumn column) => SqliteTypes.Refusal(field, column);

    public string? Refusal(Field field) => null;

    public string? ReplaceRefusal(SqlTable table) => ((SqliteDescription)table).ReplaceRefusal;

    public async ValueTask<ITargetWriter> OpenWriterAsync(SqlWrite write, CancellationToken cancellationToken)
    {
        SqlTableCheck.Require(write, (await FindTableAsync(write.Table, cancellationToken)).Table, this, makes: write.Create);
        var session = Share(write);
        try
        {
            lock (session.Gate) return SqliteWriter.Open(session, write);
        }
        catch
        {
            session.Leave(undo: true);
            throw;
        }
    }

    private SqliteSession Share(SqlWrite write)
    {
        lock (_gate)
        {
            if (_session is not null && _session.TryJoin(write)) return _session;
            return _session = SqliteSession.Open(options, Description, write);
        }
    }
}
