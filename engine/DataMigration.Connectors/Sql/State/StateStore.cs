using System.Data.Common;
using DataMigration.Failures;
using DataMigration.State;

namespace DataMigration.Connectors.Sql.State;

/// <summary>The history in a database: one connection, kept open and made anew when it was lost.</summary>
internal sealed class StateStore(IStateDatabase database) : IStateStore
{
    private readonly SemaphoreSlim _gate = new(1);
    private DbConnection? _connection;
    private bool _isReady;

    public string Description => database.Description;

    public async ValueTask<IRunLock?> TryLockAsync(string pipeline, CancellationToken cancellationToken)
    {
        // Two programs of different versions must not meet in the tables: that is found out first.
        await UseAsync(make: true, (_, _) => Task.FromResult(true), cancellationToken);
        return await database.TryLockAsync(pipeline, cancellationToken);
    }

    public async ValueTask AddAsync(RunRecord record, CancellationToken cancellationToken) => await WriteAsync(StateRow.Insert, StateRow.Values(record), cancellationToken);

    public async ValueTask UpdateAsync(RunRecord record, CancellationToken cancellationToken) => await WriteAsync(StateRow.Update, StateRow.Values(record), cancellationToken);

    public async ValueTask BeatAsync(string run, DateTimeOffset at, CancellationToken cancellationToken) =>
        await WriteAsync($"UPDATE {StateSchema.Runs} SET heartbeat = @at WHERE run = @run", [("run", run), ("at", StateRow.Text(at))], cancellationToken);

    public async ValueTask RemoveAsync(string run, CancellationToken cancellationToken) => await WriteAsync($"DELETE FROM {StateSchema.Runs} WHERE run = @run", [("run", run)], cancellationToken);

    public async ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancellationToken) =>
        (await ReadAsync($"SELECT {StateRow.Columns} FROM {StateSchema.Runs} WHERE run = @run", [("run", run)], cancellationToken)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (conditions, values) = (new List<string>(), new List<(string, object?)>());
        void Where(string condition, string name, object? value)
        {
            if (value is null) return;
            conditions.Add(condition);
            values.Add((name, value));
        }
        Where("pipeline = @pipeline", "pipeline", filter.Pipeline);
        Where("status = @status", "status", filter.Status is { } status ? StateRow.Word(status) : null);
        Where("started >= @since", "since", filter.Since is { } since ? StateRow.Text(since) : null);
        Where("started < @before", "before", filter.Before is { } before ? StateRow.Text(before) : null);
        if (filter.Resumable) conditions.Add("resumable <> 0");
        if (filter.HasJournals) conditions.Add("journals IS NOT NULL");
        string rest = $"FROM {StateSchema.Runs}{(conditions.Count > 0 ? " WHERE " + string.Join(" AND ", conditions) : "")} ORDER BY started DESC, run DESC";
        if (filter.Limit is not { } limit) return await ReadAsync($"SELECT {StateRow.Columns} {rest}", values, cancellationToken);
        values.Add(("limit", limit));
        return await ReadAsync(database.First(StateRow.Columns, rest), values, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        _gate.Dispose();
    }

    private async Task WriteAsync(string sql, IEnumerable<(string Name, object? Value)> values, CancellationToken cancellationToken) =>
        await UseAsync(make: true, async (connection, token) => await ExecuteAsync(connection, null, sql, values, token), cancellationToken);

    private async Task<IReadOnlyList<RunRecord>> ReadAsync(string sql, IEnumerable<(string Name, object? Value)> values, CancellationToken cancellationToken) =>
        await UseAsync(make: false, async (connection, token) =>
        {
            var records = new List<RunRecord>();
            await using var command = Command(connection, null, sql, values);
            await using var rows = await command.ExecuteReaderAsync(token);
            while (await rows.ReadAsync(token)) records.Add(StateRow.Read(rows));
            return records;
        }, cancellationToken) ?? [];

    /// <summary>Does something on the connection; once more on a new one when an old one turns out to be lost.</summary>
    /// <param name="make">Whether a history that is not there yet is made; else nothing is done.</param>
    /// <param name="use">What to do.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<T?> UseAsync<T>(bool make, Func<DbConnection, CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                bool isOld = _connection is not null;
                try
                {
                    _connection ??= await database.OpenAsync(make, cancellationToken);
                    _isReady = _isReady || (_connection is not null && await PrepareAsync(_connection, make, cancellationToken));
                    if (_isReady) return await use(_connection!, cancellationToken);
                    // Whoever makes the tables opens the database as one that is made.
                    await ForgetAsync();
                    return default;
                }
                catch (Exception e) when (database.IsOurs(e))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var failure = database.Failure(e);
                    await ForgetAsync();
                    if (!isOld || !failure.Temporary) throw failure;
                }
                catch
                {
                    await ForgetAsync();
                    throw;
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Brings the tables up to date.</summary>
    /// <returns>False when there are none and none are to be made.</returns>
    private async Task<bool> PrepareAsync(DbConnection connection, bool make, CancellationToken cancellationToken)
    {
        int? found = await VersionAsync(connection, null, cancellationToken);
        if (found is null && !make) return false;
        if (Judge(found)) return true;
        await using var transaction = await database.BeginAsync(connection, cancellationToken);
        if (database.LockSchema is { } wait) await ExecuteAsync(connection, transaction, wait, [], cancellationToken);
        // Another process may have been faster.
        found = await VersionAsync(connection, transaction, cancellationToken);
        if (!Judge(found))
        {
            if (!await HasAsync(connection, transaction, StateSchema.Versions, cancellationToken)) await ExecuteAsync(connection, transaction, database.For(StateSchema.CreateVersions), [], cancellationToken);
            foreach (string statement in StateSchema.Steps.Skip(found ?? 0).SelectMany(s => s)) await ExecuteAsync(connection, transaction, database.For(statement), [], cancellationToken);
            string note = found is null ? $"INSERT INTO {StateSchema.Versions} (part, version) VALUES (@part, @version)" : $"UPDATE {StateSchema.Versions} SET version = @version WHERE part = @part";
            await ExecuteAsync(connection, transaction, note, [("part", StateSchema.Part), ("version", StateSchema.Steps.Count)], cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private bool Judge(int? version) => version > StateSchema.Steps.Count
        ? throw new MigrationException(StateMessages.NewerStore.At(null, database.Description, version, StateSchema.Steps.Count))
        : version == StateSchema.Steps.Count;

    private async Task<int?> VersionAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (!await HasAsync(connection, transaction, StateSchema.Versions, cancellationToken)) return null;
        await using var command = Command(connection, transaction, $"SELECT version FROM {StateSchema.Versions} WHERE part = @part", [("part", StateSchema.Part)]);
        return await command.ExecuteScalarAsync(cancellationToken) is { } version ? Convert.ToInt32(version) : null;
    }

    private async Task<bool> HasAsync(DbConnection connection, DbTransaction? transaction, string table, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, transaction, database.FindTable, [("table", table)]);
        return await command.ExecuteScalarAsync(cancellationToken) is not (null or DBNull);
    }

    private static async Task<int> ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, IEnumerable<(string Name, object? Value)> values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, transaction, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, IEnumerable<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private async ValueTask ForgetAsync()
    {
        var connection = _connection;
        (_connection, _isReady) = (null, false);
        if (connection is not null) await connection.DisposeAsync();
    }
}
