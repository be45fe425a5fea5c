using System.Data;
using System.Data.Common;
using DataMigration.Connectors.Sql.State;
using DataMigration.Failures;
using DataMigration.State;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The history in a SQL Server database, in the user's own schema; locks are the session's.</summary>
internal sealed class SqlServerState(SqlServerConnection place) : IStateDatabase
{
    public const string TryLock = "EXEC @result = sp_getapplock @Resource = @resource, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0";

    public string Description => place.Description;

    public string FindTable => "SELECT 1 FROM sys.tables WHERE schema_id = SCHEMA_ID() AND name = @table";

    public string? LockSchema => "DECLARE @result int; EXEC @result = sp_getapplock @Resource = N'datamigration: schema', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 60000; "
        + "IF @result < 0 THROW 50000, N'another process is making the tables of the run history', 1";

    /// <summary>Compared byte by byte, as the other databases do; a nvarchar of 200 fits an index.</summary>
    public string TypeOf(StateType type) => type == StateType.Key ? "nvarchar(200) COLLATE Latin1_General_100_BIN2" : "nvarchar(max)";

    public string First(string columns, string rest) => $"SELECT TOP (@limit) {columns} {rest}";

    public async ValueTask<DbConnection?> OpenAsync(bool make, CancellationToken cancellationToken) => await place.OpenAsync(null, cancellationToken);

    public async ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) => await connection.BeginTransactionAsync(cancellationToken);

    public bool IsOurs(Exception e) => SqlServerFailures.IsOurs(e);

    public MigrationException Failure(Exception e) => SqlServerFailures.Running(e, Description, null);

    public async ValueTask<IRunLock?> TryLockAsync(string pipeline, CancellationToken cancellationToken)
    {
        var held = new SessionLock(this, pipeline);
        if (await held.RenewAsync(cancellationToken)) return held;
        await held.DisposeAsync();
        return null;
    }

    /// <summary>Whether sp_getapplock granted the lock: 0 at once, 1 after waiting; below, it did not.</summary>
    public static bool Granted(int result) => result >= 0;

    private ValueTask<SqlClientConnection> Open(CancellationToken cancellationToken) => place.OpenAsync(null, cancellationToken);

    private sealed class SessionLock(SqlServerState state, string pipeline) : IRunLock
    {
        private SqlClientConnection? _connection;

        public async ValueTask<bool> RenewAsync(CancellationToken cancellationToken)
        {
            try
            {
                if (_connection is not null && await AnswersAsync(_connection, cancellationToken)) return true;
                await DisposeAsync();
                _connection = await state.Open(cancellationToken);
                await using var command = new SqlCommand(TryLock, _connection);
                var result = command.Parameters.Add("@result", SqlDbType.Int);
                result.Direction = ParameterDirection.Output;
                command.Parameters.Add("@resource", SqlDbType.NVarChar, 255).Value = $"datamigration: run of {pipeline}";
                await command.ExecuteNonQueryAsync(cancellationToken);
                return Granted((int)result.Value);
            }
            catch (Exception e) when (SqlServerFailures.IsOurs(e))
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

        private static async Task<bool> AnswersAsync(SqlClientConnection connection, CancellationToken cancellationToken)
        {
            if (connection.State != ConnectionState.Open) return false;
            try
            {
                await using var command = new SqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(cancellationToken);
                return true;
            }
            catch (Exception e) when (SqlServerFailures.IsOurs(e))
            {
                return false;
            }
        }
    }
}
