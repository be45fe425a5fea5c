using System.Diagnostics;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The lock of a load, which is also that of its undoing: one of a pipeline on a table at a time. It goes with its connection.</summary>
internal static class PostgresLoadLock
{
    /// <summary>A connection that was lost a moment ago may still be there for the server, and hold the lock.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), PatienceAfterLoss = TimeSpan.FromSeconds(20);

    /// <summary>The first server that looks for its client while it works on a statement.</summary>
    private static readonly Version Looks = new(14, 0);

    /// <returns>Whether it was granted.</returns>
    public static async Task<bool> TakeAsync(NpgsqlConnection connection, SqlName table, string pipeline, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Without it the server works a statement of a process that was killed to its end, however long that takes, and the lock stays.
        if (connection.PostgreSqlVersion >= Looks) await AskAsync(connection, "SELECT set_config('client_connection_check_interval', '1000', false) IS NOT NULL", cancellationToken);
        string ask = $"SELECT pg_try_advisory_lock(hashtext({PostgresText.Literal("datamigration " + table)}), hashtext({PostgresText.Literal(pipeline)}))";
        long start = Stopwatch.GetTimestamp();
        while (!await AskAsync(connection, ask, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(start) > patience) return false;
            await Task.Delay(100, cancellationToken);
        }
        return true;
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
