using System.Collections.Concurrent;
using System.Data;
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

    // A session of the pool is of one database, and to begin one takes a server longer than most statements.
    private static readonly ConcurrentBag<PostgresDatabase> Emptied = [];

    static PostgresServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var database in Emptied) database.Drop();
    };

    public static string Required()
    {
        string? server = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(server), $"needs a PostgreSQL server: `tests/run` starts one, or set {Variable}");
        return server!;
    }

    /// <summary>An empty database of its own for one test, which may have been another's before.</summary>
    public static PostgresDatabase CreateDatabase(string? setup = null)
    {
        string server = Required();
        if (!Emptied.TryTake(out var database))
        {
            database = new PostgresDatabase(server, $"t{Guid.NewGuid():N}", Emptied.Add);
            database.Create();
        }
        if (setup is not null) database.Execute(setup);
        return database;
    }
}

/// <summary>A database of a test.</summary>
internal sealed class PostgresDatabase : IDisposable
{
    public static readonly SourceSpan Span = new("pipeline.yaml", 3, 5, 4);

    /// <summary>Leaves the database as it was made: nobody works in it, nothing is in it.</summary>
    private const string Empty = """
        SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        DO $$
        DECLARE name text; owner text;
        BEGIN
            SELECT nspowner::regrole INTO owner FROM pg_namespace WHERE nspname = 'public';
            FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP;
            EXECUTE format('CREATE SCHEMA public AUTHORIZATION %s', owner);
        END $$;
        GRANT USAGE ON SCHEMA public TO PUBLIC;
        """;

    private readonly string _server;
    private readonly Action<PostgresDatabase> _emptied;

    public PostgresDatabase(string server, string name, Action<PostgresDatabase> emptied)
    {
        (_server, Name, _emptied) = (server, name, emptied);
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

    public void Create() => Order($"CREATE DATABASE {Name}");

    public void Drop() => Order($"DROP DATABASE {Name} WITH (FORCE)");

    public void Dispose()
    {
        Execute(Empty);
        _emptied(this);
    }

    private void Order(string sql)
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>As another program has one: of a pool, since a server takes longer to begin a session than to answer; and alive, although a test may have ended all that it found.</summary>
    public NpgsqlConnection Open()
    {
        while (true)
        {
            var connection = new NpgsqlConnection(ConnectionString);
            connection.Open();
            try
            {
                using var command = new NpgsqlCommand("SELECT 1", connection);
                command.ExecuteScalar();
                return connection;
            }
            catch (NpgsqlException) when (connection.State != ConnectionState.Open)
            {
                connection.Dispose();
            }
        }
    }
}
