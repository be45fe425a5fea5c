using System.Data;
using System.Data.Common;
using DataMigration.Connectors.Sql.State;
using DataMigration.Failures;
using DataMigration.State;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The history in a PostgreSQL database, in the first schema of the user's search path; locks are the session's.</summary>
internal sealed class PostgresState(PostgresConnection place) : IStateDatabase
{
    public string Description => place.Description;

    public string FindTable => "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relname = @table AND c.relkind IN ('r', 'p')";

    public string? LockSchema => "SELECT pg_advisory_xact_lock(hashtext('datamigration: schema'))";

    public string TypeOf(StateType type) => "text";

    public string First(string columns, string rest) => $"SELECT {columns} {rest} LIMIT @limit";

    public async ValueTask<DbConnection?> OpenAsync(bool make, CancellationToken cancellationToken) => await place.OpenAsync(null, cancellationToken);

    public async ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) => await connection.BeginTransactionAsync(cancellationToken);

    public bool IsOurs(Exception e) => PostgresFailures.IsOurs(e);

    public MigrationException Failure(Exception e) => PostgresFailures.Running(e, Description, null);

    public async ValueTask<IRunLock?> TryLockAsync(string pipeline, CancellationToken cancellationToken)
    {
        var held = new SessionLock(this, pipeline);
        if (await held.RenewAsync(cancellationToken)) return held;
        await held.DisposeAsync();
        return null;
    }

    private sealed class SessionLock(PostgresState state, string pipeline) : IRunLock
    {
        private NpgsqlConnection? _connection;

        public async ValueTask<bool> RenewAsync(CancellationToken cancellationToken)
        {
            try
            {
                if (_connection is not null && await AnswersAsync(_connection, cancellationToken)) return true;
                await DisposeAsync();
                _connection = await state.Open(cancellationToken);
                await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtext('datamigration: run in ' || current_schema()), hashtext($1))", _connection);
                command.Parameters.Add(new NpgsqlParameter { Value = pipeline });
                return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
            }
            catch (Exception e) when (PostgresFailures.IsOurs(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw state.Failure(e);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_connection is { } connection) await connection.DisposeAsync();
            _connection = null;
        }

        private static async Task<bool> AnswersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        {
            if (connection.State != ConnectionState.Open) return false;
            try
            {
                await using var command = new NpgsqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(cancellationToken);
                return true;
            }
            catch (Exception e) when (PostgresFailures.IsOurs(e))
            {
                return false;
            }
        }
    }

    private ValueTask<NpgsqlConnection> Open(CancellationToken cancellationToken) => place.OpenAsync(null, cancellationToken);
}
