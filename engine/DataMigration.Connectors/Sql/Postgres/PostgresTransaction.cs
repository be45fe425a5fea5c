using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>A transaction as another connection can ask for it, and end it.</summary>
/// <param name="Number">What the server calls it, with how often such numbers have been used up.</param>
/// <param name="Process">The server's process of its connection.</param>
internal readonly record struct PostgresTransaction(long Number, int Process)
{
    /// <returns>As the server calls it; null when it is too long ago.</returns>
    public async Task<string?> StatusAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var ask = new NpgsqlCommand($"SELECT txid_status({Number})", connection);
            return await ask.ExecuteScalarAsync(cancellationToken) as string;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            // A number that is still to come: the server crashed before it had written anything down under it.
            return "never begun";
        }
    }

    /// <summary>Ends the connection that it belongs to: another one asks, so nobody listens to that any more.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var end = new NpgsqlCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = {Process} AND backend_xid::text = '{Number % (1L << 32)}'", connection);
        return await end.ExecuteScalarAsync(cancellationToken) is not null;
    }
}
