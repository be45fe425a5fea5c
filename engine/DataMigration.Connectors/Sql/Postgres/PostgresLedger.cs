using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Our own tables, on a connection that is open.</summary>
internal sealed class PostgresLedger(Func<NpgsqlConnection> connection, string? schema) : ILedger
{
    public string NameOf(string table) => PostgresText.Quote(new SqlName(schema, table));

    /// <summary>Two loads of one moment may both make it.</summary>
    public string Create(string table, string columns) =>
        $"CREATE TABLE IF NOT EXISTS {NameOf(table)} ({columns.Replace("{key}", "text", StringComparison.Ordinal).Replace("{text}", "text", StringComparison.Ordinal).Replace("{number}", "bigint", StringComparison.Ordinal)})";

    public string Parameter(int number) => $"${number}";

    public async Task<bool> HasTableAsync(string table, CancellationToken cancellationToken) =>
        await RowsAsync("SELECT to_regclass($1)::text", [NameOf(table)], cancellationToken) is [[not null]];

    public async Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = Command(query, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    private NpgsqlCommand Command(string text, IReadOnlyList<object?> values)
    {
        var command = new NpgsqlCommand(text, connection());
        foreach (object? value in values) command.Parameters.AddWithValue(value ?? DBNull.Value);
        return command;
    }
}
