using System.Data;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Our own tables, on a connection that is open, in its transaction if it has one.</summary>
internal sealed class SqlServerLedger(Func<(SqlClientConnection Connection, SqlTransaction? Transaction)> session, string? schema) : ILedger
{
    public string NameOf(string table) => SqlServerText.Quote(new SqlName(schema, table));

    public string Create(string table, string columns) => $"""
        IF OBJECT_ID({SqlServerText.Literal(NameOf(table))}, N'U') IS NULL
        CREATE TABLE {NameOf(table)} ({columns.Replace("{key}", "nvarchar(200)", StringComparison.Ordinal).Replace("{text}", "nvarchar(max)", StringComparison.Ordinal).Replace("{number}", "bigint", StringComparison.Ordinal)})
        """;

    public string Parameter(int number) => $"@p{number}";

    public async Task<bool> HasTableAsync(string table, CancellationToken cancellationToken) =>
        await RowsAsync("SELECT CAST(OBJECT_ID(@p1, N'U') AS bigint)", [NameOf(table)], cancellationToken) is [[not null]];

    public async Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        // The session has NOCOUNT on.
        await using var command = Command($"{statement}; SELECT CAST(@@ROWCOUNT AS int)", values);
        return await command.ExecuteScalarAsync(cancellationToken) is int rows ? rows : 0;
    }

    public async Task<IReadOnlyList<object?[]>> RowsAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = Command(query, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    /// <summary>Beyond that a text has to be a long one, by which the server does not look a key up: it would go through all rows, and wait for those of other loads.</summary>
    private const int MaxText = 4000;

    private SqlCommand Command(string text, IReadOnlyList<object?> values)
    {
        var (connection, transaction) = session();
        var command = new SqlCommand(text, connection, transaction);
        for (int i = 0; i < values.Count; i++)
        {
            var parameter = values[i] switch
            {
                long => command.Parameters.Add(Parameter(i + 1), SqlDbType.BigInt),
                string { Length: > MaxText } => command.Parameters.Add(Parameter(i + 1), SqlDbType.NVarChar, -1),
                _ => command.Parameters.Add(Parameter(i + 1), SqlDbType.NVarChar, MaxText),
            };
            parameter.Value = values[i] ?? DBNull.Value;
        }
        return command;
    }
}
