using System.Data;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// A small table in the target's database, one row a load: each transaction notes its number there, so that after a lost connection it can be seen whether its commit had come through. SQL Server
/// itself does not tell. Where the table may not be made, such a loss ends the load.
/// </summary>
internal sealed class SqlServerCommits(SqlWrite write)
{
    public const string Table = "datamigration_commits";

    public const string Create = "IF OBJECT_ID(N'datamigration_commits', N'U') IS NULL CREATE TABLE datamigration_commits (load_id uniqueidentifier NOT NULL PRIMARY KEY, number int NOT NULL, noted_at datetime2(3) NOT NULL)";

    /// <summary>Said again where its answer was lost.</summary>
    public const string Insert = "INSERT INTO datamigration_commits (load_id, number, noted_at) SELECT @load, 0, SYSUTCDATETIME() WHERE NOT EXISTS (SELECT 1 FROM datamigration_commits WHERE load_id = @load)";

    public const string Note = "UPDATE datamigration_commits SET number = @number, noted_at = SYSUTCDATETIME() WHERE load_id = @load";

    /// <summary>Waits for the lost transaction to end, if the server still works on it.</summary>
    public const string Ask = "SELECT number FROM datamigration_commits WITH (UPDLOCK, ROWLOCK) WHERE load_id = @load";

    private readonly Guid _load = Guid.NewGuid();
    private int _number;

    /// <summary>Whether the table is there.</summary>
    public bool IsKept { get; private set; }

    public string Forget => $"DELETE FROM datamigration_commits WHERE load_id = '{_load}'";

    public async Task<bool> PrepareAsync(SqlClientConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using (var create = new SqlCommand(Create, connection) { CommandTimeout = write.CommandTimeout }) await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (SqlException e) when (SqlServerFailures.TroubleOf(e) == SqlServerTrouble.Statement && connection.State == ConnectionState.Open)
        {
            // Another load has just made it, or this user may not.
        }
        try
        {
            await using var insert = Command(Insert, connection, null);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            return IsKept = true;
        }
        catch (SqlException e) when (SqlServerFailures.TroubleOf(e) == SqlServerTrouble.Statement && connection.State == ConnectionState.Open)
        {
            return IsKept = false;
        }
    }

    public async Task<int> NoteAsync(SqlClientConnection connection, SqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var note = Command(Note, connection, transaction);
        note.Parameters.Add("@number", SqlDbType.Int).Value = ++_number;
        return await note.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> HasCommittedAsync(SqlClientConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = Command(Ask, connection, null);
        return await ask.ExecuteScalarAsync(cancellationToken) is int number && number == _number;
    }

    private SqlCommand Command(string text, SqlClientConnection connection, SqlTransaction? transaction)
    {
        var command = new SqlCommand(text, connection, transaction) { CommandTimeout = write.CommandTimeout };
        command.Parameters.Add("@load", SqlDbType.UniqueIdentifier).Value = _load;
        return command;
    }
}
