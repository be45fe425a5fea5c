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
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>A PostgreSQL database, version 10 or later.</summary>
[Component(ComponentKind.Connection, "postgres", "A PostgreSQL database, version 10 or later.", Example = "postgres: { connection_string: \"${env:CRM_DB}\" }")]
internal sealed class PostgresConnection(PostgresConnectionOptions options) : ISqlConnection, IProvidesState, IJournalKeeper
{
    /// <summary>For the life of the process, as the driver keeps its own: one for each connection string.</summary>
    private static readonly ConcurrentDictionary<string, NpgsqlDataSource> Plain = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<SqlName, PostgresTable> _open = new();


    /// <summary>Names the database; a connection string that cannot be read is for whoever connects to complain of.</summary>
    public string Description
    {
        get
        {
            try
            {
                var address = PostgresAddress.Read(options.ConnectionString);
                string? name = string.IsNullOrEmpty(address.Database) ? address.Username : address.Database;
                string place = address.Port == NpgsqlConnection.DefaultPort ? address.Host! : $"{address.Host}:{address.Port}";
                return string.IsNullOrEmpty(name) ? $"PostgreSQL on {place}" : $"PostgreSQL database {name} on {place}";
            }
            catch (MigrationException)
            {
                return "a PostgreSQL database";
            }
        }
    }

    public StringComparer Names => StringComparer.Ordinal;

    public SqlLexis Lexis => PostgresText.Lexis;

    public bool ReadsBlocks => true;

    public SqlAbilities Abilities { get; } = new()
    {
        Schemas = true,
        Isolations = [SqlIsolation.ReadCommitted, SqlIsolation.RepeatableRead, SqlIsolation.Serializable],
        WritesInParallel = true,
        TriggersOff = true,
        ConstraintsOff = false,
        SharesSnapshots = true,
        KeepsCheckpoints = true,
        KeepsJournals = true,
    };

    public async ValueTask<IJournal?> OpenJournalAsync(CheckpointPlace place, JournalAddress address, CancellationToken cancellationToken) =>
        await PostgresUndo.OpenAsync(this, JsonSerializer.Deserialize(address.Text, ConnectorJson.Default.SqlName), place, cancellationToken);

    public async ValueTask<string?> FindJournalObstacleAsync(SqlWrite write, SqlTable table, CancellationToken cancellationToken)
    {
        var real = (PostgresTable)table;
        // Few loads depend on whether the table is empty.
        return await PostgresJournal.ObstacleAsync(write, real, () => AskAsync(write.Span, c => PostgresJournal.IsEmptyAsync(c, real, cancellationToken), cancellationToken));
    }

    public ValueTask<TargetCheckpoint?> FindCheckpointAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken) =>
        WithCheckpointAsync(table, place, row => row.FindAsync(cancellationToken), cancellationToken);

    public async ValueTask DiscardAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken) => await WithCheckpointAsync(table, place, async row =>
    {
        await row.DiscardAsync([$"DROP TABLE IF EXISTS {PostgresReplacement.NameBeside(table)}"], cancellationToken);
        return 0;
    }, cancellationToken);

    private async ValueTask<T> WithCheckpointAsync<T>(SqlName table, CheckpointPlace place, Func<CheckpointRow, Task<T>> action, CancellationToken cancellationToken) =>
        await AskAsync(null, connection => action(new CheckpointRow(new PostgresLedger(() => connection, table.Schema), place, null)), cancellationToken);

    /// <summary>Asks something on a connection of its own.</summary>
    private async Task<T> AskAsync<T>(SourceSpan? span, Func<NpgsqlConnection, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using var connection = await OpenPlainAsync(span, cancellationToken);
        try
        {
            return await ask(connection);
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            throw PostgresFailures.Running(e, Description, span);
        }
    }

    public IStateStore OpenState() => new StateStore(new PostgresState(this));

    public string Quote(string identifier) => PostgresText.Quote(identifier);

    /// <summary>A connection of its own.</summary>
    /// <exception cref="MigrationException">The server cannot be reached, or refuses.</exception>
    public ValueTask<NpgsqlConnection> OpenAsync(SourceSpan? span, CancellationToken cancellationToken) => OpenAsync(new NpgsqlConnection(PostgresAddress.Read(options.ConnectionString).ConnectionString), span, cancellationToken);

    /// <summary>A connection whose driver knows PostgreSQL's own types and no others, and does not ask the server for them: that takes the server longer than all that a small load asks.</summary>
    /// <inheritdoc cref="OpenAsync(SourceSpan?, CancellationToken)"/>
    public ValueTask<NpgsqlConnection> OpenPlainAsync(SourceSpan? span, CancellationToken cancellationToken) =>
        OpenAsync(Plain.GetOrAdd(PostgresAddress.Read(options.ConnectionString).ConnectionString, text => new NpgsqlDataSourceBuilder(text).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build()).CreateConnection(), span, cancellationToken);

    private async ValueTask<NpgsqlConnection> OpenAsync(NpgsqlConnection connection, SourceSpan? span, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            await connection.DisposeAsync();
            throw PostgresFailures.Opening(e, Description, span);
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
        return await PostgresReader.OpenAsync(this, connection, query, "", cancellationToken);
    }

    public async ValueTask<ISqlSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken) => await PostgresSnapshot.OpenAsync(this, cancellationToken);

    public async ValueTask<SqlLookup> FindTableAsync(SqlName name, CancellationToken cancellationToken) =>
        await AskAsync(null, async connection => await PostgresCatalogue.LookUpAsync(connection, name, cancellationToken), cancellationToken);

    public string? Refusal(Field field, SqlColumn column) => PostgresFit.Refusal(field, (PostgresColumn)column);

    public string? Refusal(Field field) => PostgresFit.Refusal(field);

    public string? ReplaceRefusal(SqlTable table) => PostgresReplacement.Refusal((PostgresTable)table);

    public async ValueTask<ITargetWriter> OpenWriterAsync(SqlWrite write, CancellationToken cancellationToken)
    {
        var (writer, table) = await PostgresLoad.OpenAsync(this, write, cancellationToken);
        _open[write.Table] = table;
        return writer;
    }

    public IBlockEncoder? CreateEncoder(SqlWrite write) => _open.TryGetValue(write.Table, out var table) ? PostgresLoad.Encoder(write, table) : null;
}
