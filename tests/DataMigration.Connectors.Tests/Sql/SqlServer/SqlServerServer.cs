using DataMigration.Connectors.Sql.SqlServer;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Tests.Sql.SqlServer;

/// <summary>The server that the environment names; without it a test is skipped.</summary>
internal static class SqlServerServer
{
    public const string Variable = "DATAMIGRATION_TEST_SQLSERVER";

    public static string Required()
    {
        string? server = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(server), $"needs a SQL Server, and the right to create databases there: set {Variable} to a connection string");
        return server!;
    }

    /// <summary>A new database is a copy of another one, which the server copies once at a time.</summary>
    private static readonly Lock Creating = new();

    /// <summary>A database of its own for one test, gone afterwards.</summary>
    public static SqlServerDatabase CreateDatabase(string? setup = null)
    {
        string server = Required();
        string name = $"t{Guid.NewGuid():N}";
        lock (Creating) Execute(server, $"CREATE DATABASE {name}");
        var database = new SqlServerDatabase(server, name);
        if (setup is not null) database.Execute(setup);
        return database;
    }

    public static void Execute(string connectionString, string sql)
    {
        using var connection = new SqlClientConnection(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }
}

/// <summary>A database of a test.</summary>
internal sealed class SqlServerDatabase(string server, string name) : IDisposable
{
    /// <summary>There is no such session any more.</summary>
    private const int NoSession = 6106;

    public string ConnectionString { get; } = new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString;

    public SqlServerConnection Connect() => new(new SqlServerConnectionOptions { ConnectionString = ConnectionString });

    /// <summary>Runs statements, separated by <c>;;</c>.</summary>
    public void Execute(string sql)
    {
        foreach (string statement in sql.Split(";;", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) SqlServerServer.Execute(ConnectionString, statement);
    }

    /// <summary>Runs the batches of a script on one connection, as sqlcmd does.</summary>
    public void RunScript(string script)
    {
        using var connection = new SqlClientConnection(new SqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        foreach (string batch in $"\n{script}".Split("\nGO\n", StringSplitOptions.RemoveEmptyEntries))
        {
            using var command = new SqlCommand(batch, connection) { CommandTimeout = 120 };
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Every row as its values' texts joined by <c>|</c>, null as <c>∅</c>.</summary>
    public List<string> Rows(string sql) => Rows(ConnectionString, sql);

    /// <summary>Ends every other connection to the database, and waits until they are gone.</summary>
    public void Kill()
    {
        for (int times = 0; times < 100 && Sessions() is { Count: > 0 } sessions; times++)
        {
            foreach (string session in sessions) Kill(session);
            Thread.Sleep(50);
        }
    }

    public void Dispose()
    {
        for (int times = 1; ; times++)
        {
            try
            {
                SqlServerServer.Execute(server, $"DROP DATABASE {name}");
                return;
            }
            catch (SqlException) when (times < 50)
            {
                // In use: by a session that has just ended, or by one that a failed test has left.
                if (times % 10 == 0) Kill();
                else Thread.Sleep(100);
            }
        }
    }

    /// <summary>Asked in another database: this connection is none of them.</summary>
    private List<string> Sessions() => Rows(server, $"SELECT CAST(session_id AS int) FROM sys.dm_exec_sessions WHERE database_id = DB_ID(N'{name}') AND session_id <> @@SPID AND is_user_process = 1");

    private void Kill(string session)
    {
        try
        {
            SqlServerServer.Execute(server, $"KILL {session}");
        }
        catch (SqlException e) when (e.Number == NoSession)
        {
            // It has ended by itself.
        }
    }

    private static List<string> Rows(string connectionString, string sql)
    {
        using var connection = new SqlClientConnection(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "∅" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        return rows;
    }
}
