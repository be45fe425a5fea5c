using System.Diagnostics;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The lock of a load, which is also that of its undoing: one of a pipeline on a table at a time. It goes with its connection.</summary>
internal static class PostgresLoadLock
{
    /// <summary>A process that was killed a moment ago may still be there for the server, and hold the lock.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The server has a connection to notice the loss of, or to end, and a transaction to take back.</summary>
    private static readonly TimeSpan PatienceAfterLoss = TimeSpan.FromSeconds(20);

    /// <summary>How long the server is left to notice by itself that it has lost the connection before.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>The first server that looks for its client while it works on a statement.</summary>
    private static readonly Version Looks = new(14, 0);

    /// <summary>Has the server look whether the client of a connection is there, and end what it had begun within a minute of its loss. By itself the server looks after hours, and whoever takes up the load of a machine that
    /// failed waits for that.</summary>
    public static async Task NoticeLossAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await AskAsync(connection, "SELECT length(set_config('tcp_keepalives_idle', '30', false) || set_config('tcp_keepalives_interval', '10', false) || set_config('tcp_keepalives_count', '3', false))", cancellationToken);
        if (connection.PostgreSqlVersion < Looks) return;
        try
        {
            // Without it the server works a statement to its end before it looks, however long that takes.
            await AskAsync(connection, "SELECT length(set_config('client_connection_check_interval', '1000', false))", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            // A server on Windows cannot.
        }
    }

    /// <summary>Takes it, or waits a while for whoever holds it.</summary>
    /// <param name="connection">Holds it from then on.</param>
    /// <param name="table">That is loaded.</param>
    /// <param name="pipeline">Its name.</param>
    /// <param name="lost">The server's process of the connection that held it for this load and was lost; 0 when there was none. Nobody listens to that connection any more, but where only the line between them failed, the
    /// server may take it to be alive: it is ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The server's process that holds it now; 0 when it was not granted.</returns>
    public static async Task<int> TakeAsync(NpgsqlConnection connection, SqlName table, string pipeline, int lost, CancellationToken cancellationToken)
    {
        string first = $"hashtext({PostgresText.Literal("datamigration " + table)})", second = $"hashtext({PostgresText.Literal(pipeline)})";
        bool isEnded = lost == 0;
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await AskAsync(connection, $"SELECT CASE WHEN pg_try_advisory_lock({first}, {second}) THEN pg_backend_pid() ELSE 0 END", cancellationToken) is var process and not 0) return process;
            var waited = Stopwatch.GetElapsedTime(start);
            if (waited > (lost == 0 ? Patience : PatienceAfterLoss)) return 0;
            if (!isEnded && waited > Grace)
            {
                await AskAsync(connection, $"""
                    SELECT count(pg_terminate_backend(pid))::int FROM pg_locks
                    WHERE locktype = 'advisory' AND granted AND pid = {lost} AND classid = {first}::oid AND objid = {second}::oid AND objsubid = 2
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    """, cancellationToken);
                isEnded = true;
            }
            await Task.Delay(100, cancellationToken);
        }
    }

    private static async Task<int> AskAsync(NpgsqlConnection connection, string query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
