using System.Data;
using DataMigration.Connectors.Sql.Checkpoints;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The statements of checkpoints on a connection that is open, in its transaction if it has one.</summary>
internal sealed class SqlServerCheckpoints(Func<(SqlClientConnection Connection, SqlTransaction? Transaction)> session, string? schema) : ICheckpointStatements
{
    public string Table { get; } = SqlServerText.Quote(new SqlName(schema, CheckpointRow.TableName));

    public string Create => $"""
        IF OBJECT_ID({SqlServerText.Literal(Table)}, N'U') IS NULL
        CREATE TABLE {Table} (pipeline nvarchar(40) NOT NULL, target nvarchar(200) NOT NULL, run nvarchar(200) NOT NULL, fence bigint NOT NULL, content nvarchar(max) NULL, stage bigint NOT NULL, PRIMARY KEY (pipeline, target))
        """;

    public string Parameter(int number) => $"@p{number}";

    public async Task<bool> HasTableAsync(CancellationToken cancellationToken) =>
        await RowAsync("SELECT CAST(OBJECT_ID(@p1, N'U') AS bigint)", [Table], cancellationToken) is [not null];

    public async Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        // The session has NOCOUNT on.
        await using var command = Command($"{statement}; SELECT CAST(@@ROWCOUNT AS int)", values);
        return await command.ExecuteScalarAsync(cancellationToken) is int rows ? rows : 0;
    }

    public async Task<object?[]?> RowAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        await using var command = Command(query, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))] : null;
    }

    private SqlCommand Command(string text, IReadOnlyList<object?> values)
    {
        var (connection, transaction) = session();
        var command = new SqlCommand(text, connection, transaction);
        for (int i = 0; i < values.Count; i++)
        {
            var type = values[i] is long ? SqlDbType.BigInt : SqlDbType.NVarChar;
            command.Parameters.Add(Parameter(i + 1), type, type == SqlDbType.NVarChar ? -1 : 0).Value = values[i] ?? DBNull.Value;
        }
        return command;
    }
}
