using DataMigration.Connectors;
using DataMigration.Connectors.Sql;
using DataMigration.Connectors.Sql.Postgres;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Tests.Conformance;
using Npgsql;

namespace DataMigration.Tests.Sql.Postgres;

/// <summary>The server that the environment names; without it a test is skipped.</summary>
internal static class PostgresServer
{
    public const string Variable = "DATAMIGRATION_TEST_POSTGRES";

    public static string Required()
    {
        string? server = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(server), $"needs a PostgreSQL server: `tests/run` starts one, or set {Variable}");
        return server!;
    }

    /// <summary>A database of its own for one test, gone afterwards.</summary>
    public static PostgresDatabase CreateDatabase(string? setup = null)
    {
        string server = Required();
        string name = $"t{Guid.NewGuid():N}";
        using (var connection = new NpgsqlConnection(server))
        {
            connection.Open();
            using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            create.ExecuteNonQuery();
        }
        var database = new PostgresDatabase(server, name);
        if (setup is not null) database.Execute(setup);
        return database;
    }
}

/// <summary>A database of a test.</summary>
internal sealed class PostgresDatabase : IDisposable
{
    public static readonly SourceSpan Span = new("pipeline.yaml", 3, 5, 4);

    private readonly string _server;

    public PostgresDatabase(string server, string name)
    {
        (_server, Name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        Connection = Connect();
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public PostgresConnection Connection { get; }

    public static ConnectionReference Reference => new("crm", Span);

    public ConnectorContext Context(IRetries? retries = null) => new() { Name = "crm", Span = Span, Connection = _ => Connection, Retries = retries ?? NoRetries.Instance };

    public SqlSource Source(SqlSourceOptions options, IRetries? retries = null) => new(options, Context(retries));

    public SqlTarget Target(SqlTargetOptions options) => new(options, Context());

    public PostgresConnection Connect() => new(new PostgresConnectionOptions { ConnectionString = ConnectionString });

    public int Execute(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteNonQuery();
    }

    /// <summary>Every row as its values' text in the server's own form, joined by `|`, null as `~`.</summary>
    public List<string> Rows(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand($"SELECT array_to_string(ARRAY(SELECT coalesce(v, '~') FROM (SELECT value AS v FROM json_each_text(row_to_json(q))) s), '|') FROM ({sql}) q", connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    public object? Scalar(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        using var drop = new NpgsqlCommand($"DROP DATABASE {Name} WITH (FORCE)", connection);
        drop.ExecuteNonQuery();
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
