using DataMigration.Connectors.Sql.Checkpoints;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The statements of checkpoints on a connection that is open.</summary>
internal sealed class PostgresCheckpoints(Func<NpgsqlConnection> connection, string? schema) : ICheckpointStatements
{
    public string Table { get; } = PostgresText.Quote(new SqlName(schema, CheckpointRow.TableName));

    /// <summary>Two loads of one moment may both make it.</summary>
    public string Create => $"""
        CREATE TABLE IF NOT EXISTS {Table} (pipeline text NOT NULL, target text NOT NULL, run text NOT NULL, fence bigint NOT NULL, content text, stage bigint NOT NULL, PRIMARY KEY (pipeline, target))
        """;

    public string Parameter(int number) => $"${number}";

    public async Task<bool> HasTableAsync(CancellationToken cancellationToken) =>
        await RowAsync("SELECT to_regclass($1)::text", [Table], cancellationToken) is [not null];

    public async Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<object?[]?> RowAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = Command(query, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))] : null;
    }

    private NpgsqlCommand Command(string text, IReadOnlyList<object?> values)
    {
        var command = new NpgsqlCommand(text, connection());
        foreach (object? value in values) command.Parameters.AddWithValue(value ?? DBNull.Value);
        return command;
    }
}
