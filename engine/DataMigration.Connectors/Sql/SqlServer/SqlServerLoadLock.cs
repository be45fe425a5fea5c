using System.Data;
using System.IO.Hashing;
using System.Text;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The lock of a load, which is also that of its undoing: one of a pipeline on a table at a time. It goes with its connection.</summary>
internal static class SqlServerLoadLock
{
    /// <summary>A connection that was closed a moment ago may still be there for the server, and hold the lock.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Whether it was granted.</returns>
    public static async Task<bool> TakeAsync(SqlClientConnection connection, SqlName table, string pipeline, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(SqlServerSettings.Lock, connection) { CommandTimeout = 60 };
        command.Parameters.Add("@wait", SqlDbType.Int).Value = (int)wait.TotalMilliseconds;
        // A name of its own length for every table and pipeline: the server cuts longer ones.
        string resource = "datamigration " + Convert.ToHexString(XxHash128.Hash(Encoding.UTF8.GetBytes($"{table.Schema}\0{table.Name}\0{pipeline}")));
        command.Parameters.Add("@resource", SqlDbType.NVarChar, 255).Value = resource;
        var result = command.Parameters.Add("@result", SqlDbType.Int);
        result.Direction = ParameterDirection.Output;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return result.Value is >= 0;
    }
}
