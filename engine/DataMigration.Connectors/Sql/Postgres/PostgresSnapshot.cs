using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>One state of the database, kept by a transaction that hands it to others.</summary>
internal sealed class PostgresSnapshot : ISqlSnapshot
{
    private readonly PostgresConnection _connection;
    private readonly NpgsqlConnection _keeper;
    private readonly string _name;

    private PostgresSnapshot(PostgresConnection connection, NpgsqlConnection keeper, string name) => (_connection, _keeper, _name) = (connection, keeper, name);

    public static async ValueTask<PostgresSnapshot> OpenAsync(PostgresConnection connection, CancellationToken cancellationToken)
    {
        var keeper = await connection.OpenAsync(null, cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot()", keeper);
            return new PostgresSnapshot(connection, keeper, (string)(await command.ExecuteScalarAsync(cancellationToken))!);
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            await keeper.DisposeAsync();
            throw PostgresFailures.Running(e, connection.Description, null);
        }
    }

    public async ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken)
    {
        var connection = await _connection.OpenAsync(query.Span, cancellationToken);
        return await PostgresReader.OpenAsync(_connection, connection, query, $"SET TRANSACTION SNAPSHOT {PostgresText.Literal(_name)}", cancellationToken);
    }

    public ValueTask DisposeAsync() => _keeper.DisposeAsync();
}
