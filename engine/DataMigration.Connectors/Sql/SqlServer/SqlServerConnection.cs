using System.Collections.Concurrent;
using System.Text.Json;
using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Connectors.Sql.State;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Journals;
using DataMigration.State;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>A SQL Server database, version 2016 or later, or one that speaks its language.</summary>
[Component(ComponentKind.Connection, "sqlserver", "A SQL Server or Azure SQL database, version 2016 or later.", Example = "sqlserver: { connection_string: \"${env:CRM_DB}\" }")]
internal sealed class SqlServerConnection(SqlServerConnectionOptions options) : ISqlConnection, IProvidesState, IJournalKeeper
{
    private readonly ConcurrentDictionary<SqlName, SqlServerTable> _open = new();
    private volatile bool _known;

    /// <summary>Names the database; a connection string that cannot be read is for whoever connects to complain of.</summary>
    public string Description
    {
        get
        {
            try
            {
                var address = SqlServerAddress.Read(options.ConnectionString);
                return $"SQL Server database {(address.InitialCatalog.Length > 0 ? address.InitialCatalog : "(the login's own)")} on {address.DataSource}";
            }
            catch (MigrationException)
            {
                return "a SQL Server database";
            }
        }
    }

    /// <summary>As most collations do; a table whose columns differ in case only is refused by the catalogue.</summary>
    public StringComparer Names => StringComparer.OrdinalIgnoreCase;

    public SqlLexis Lexis => SqlServerText.Lexis;

    public SqlAbilities Abilities { get; } = new()
    {
        Schemas = true,
        Isolations = [SqlIsolation.ReadCommitted, SqlIsolation.RepeatableRead, SqlIsolation.Serializable, SqlIsolation.Snapshot],
        WritesInParallel = true,
        TriggersOff = true,
        ConstraintsOff = true,
        SharesSnapshots = false,
        KeepsCheckpoints = true,
        KeepsJournals = true,
    };

    public IReadOnlyList<string> LoadFacts { get; } =
    [
        $"table {SqlServerCommits.Table}, made in the user's own schema, says after a lost connection whether the last commit came through; without the right to make it (CREATE TABLE) such a loss ends the run",
        "a text in a key that `create` makes has at most 450 characters (an index entry has 900 bytes), shared by the texts of the key",
        "keys are compared as the collation of their columns compares them",
    ];

    public async ValueTask<IJournal?> OpenJournalAsync(CheckpointPlace place, JournalAddress address, CancellationToken cancellationToken) =>
        await SqlServerUndo.OpenAsync(this, JsonSerializer.Deserialize(address.Text, ConnectorJson.Default.SqlName), place, cancellationToken);

    public async ValueTask<string?> FindJournalObstacleAsync(SqlWrite write, SqlTable table, CancellationToken cancellationToken)
    {
        var real = (SqlServerTable)table;
        // Few loads depend on whether the table is empty.
        return await SqlServerRunJournal.ObstacleAsync(write, real, () => AskAsync(write.Span, c => SqlServerRunJournal.IsEmptyAsync(c, real, cancellationToken), cancellationToken));
    }

    public ValueTask<TargetCheckpoint?> FindCheckpointAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken) =>
        WithCheckpointAsync(table, place, row => row.FindAsync(cancellationToken), cancellationToken);

    public async ValueTask DiscardAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken) => await WithCheckpointAsync(table, place, async row =>
    {
        await row.DiscardAsync([SqlServerReplacement.DropBeside(table)], cancellationToken);
        return 0;
    }, cancellationToken);

    private async ValueTask<T> WithCheckpointAsync<T>(SqlName table, CheckpointPlace place, Func<CheckpointRow, Task<T>> action, CancellationToken cancellationToken) =>
        await AskAsync(null, connection => action(new CheckpointRow(new SqlServerLedger(() => (connection, null), table.Schema), place, null)), cancellationToken);

    /// <summary>Asks something on a connection of its own.</summary>
    private async Task<T> AskAsync<T>(SourceSpan? span, Func<SqlClientConnection, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(span, cancellationToken);
        try
        {
            return await ask(connection);
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            throw SqlServerFailures.Running(e, Description, span);
        }
    }

    public IStateStore OpenState() => new StateStore(new SqlServerState(this));

    public string Quote(string identifier) => SqlServerText.Quote(identifier);

    /// <summary>A connection of its own.</summary>
    /// <exception cref="MigrationException">The server cannot be reached, or refuses.</exception>
    public async ValueTask<SqlClientConnection> OpenAsync(SourceSpan? span, CancellationToken cancellationToken)
    {
        SqlServerCodePages.Register();
        var connection = new SqlClientConnection(SqlServerAddress.Read(options.ConnectionString).ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            _known = true;
            return connection;
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            await connection.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw SqlServerFailures.Opening(e, Description, span, _known);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(query.Span, cancellationToken);
        return await SqlServerReader.OpenAsync(connection, query, Description, cancellationToken);
    }

    public ValueTask<ISqlSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken) => new(new SqlServerSnapshot(this));

    public async ValueTask<SqlLookup> FindTableAsync(SqlName name, CancellationToken cancellationToken) =>
        await AskAsync(null, connection => SqlServerCatalogue.LookUpAsync(connection, name, cancellationToken), cancellationToken);

    public string? Refusal(Field field, SqlColumn column) => SqlServerFit.Refusal(field, (SqlServerColumn)column);

    public string? Refusal(Field field) => null;

    public string? ReplaceRefusal(SqlTable table) => SqlServerReplacement.Refusal((SqlServerTable)table);

    public async ValueTask<ITargetWriter> OpenWriterAsync(SqlWrite write, CancellationToken cancellationToken)
    {
        var (writer, table) = await SqlServerLoad.OpenAsync(this, write, cancellationToken);
        _open[write.Table] = table;
        return writer;
    }

    public IBlockEncoder? CreateEncoder(SqlWrite write) => _open.TryGetValue(write.Table, out var table) ? SqlServerLoad.Encoder(write, table) : null;
}
