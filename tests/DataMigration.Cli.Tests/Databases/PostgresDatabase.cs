using Npgsql;

namespace DataMigration.Cli.Databases;

/// <summary>A PostgreSQL database of a test, seen past the engine; gone afterwards. Without a server the test is skipped.</summary>
internal sealed class PostgresDatabase : IDisposable
{
    private const string Variable = "DATAMIGRATION_TEST_POSTGRES";

    private readonly string _server;
    private readonly string _name = $"t{Guid.NewGuid():N}";

    public PostgresDatabase()
    {
        string? server = Environment.GetEnvironmentVariable(Variable);
        Skip.If(string.IsNullOrEmpty(server), $"needs a PostgreSQL server: `tests/run` starts one, or set {Variable}");
        _server = server!;
        Execute(_server, $"CREATE DATABASE {_name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;
    }

    public string ConnectionString { get; }

    public void Execute(params IEnumerable<string> statements)
    {
        foreach (string sql in statements) Execute(ConnectionString, sql);
    }

    /// <summary>Every row as the server writes it.</summary>
    public List<string> Rows(TableShape table) => Column($"SELECT t::text FROM {TableShape.Quoted(table.Name)} t");

    public List<string> Column(string sql)
    {
        using var connection = Open(ConnectionString);
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read()) values.Add(reader.GetString(0));
        return values;
    }

    /// <summary>The tables of the schema <c>public</c>, in name order.</summary>
    public IReadOnlyList<TableShape> Tables() =>
        [.. Column("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name COLLATE \"C\"").Select(Shape)];

    public void Dispose() => Execute(_server, $"DROP DATABASE {_name} WITH (FORCE)");

    private TableShape Shape(string table)
    {
        var columns = Column($"SELECT concat_ws(',', column_name, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale) FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position")
            .Select(c => c.Split(',')).Select(c => new ColumnShape(c[0], Type(c), c[2].StartsWith("character", StringComparison.Ordinal) && c.Length > 3 ? int.Parse(c[3]) : 0, c[1] == "NO")).ToList();
        var references = Keys(table, 'f').Select(k => k.Split(';')).Select(k => new ReferenceShape(k[0].Split(','), k[1], k[2].Split(','))).ToList();
        return new TableShape(table, columns, [.. Keys(table, 'p').SelectMany(k => k.Split(';')[0].Split(','))], references);
    }

    /// <summary>Columns here; table; columns there.</summary>
    private List<string> Keys(string table, char kind) => Column($"""
        SELECT concat_ws(';', (SELECT string_agg(a.attname, ',' ORDER BY k.i) FROM unnest(c.conkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n),
            f.relname, (SELECT string_agg(a.attname, ',' ORDER BY k.i) FROM unnest(c.confkey) WITH ORDINALITY k(n, i) JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n))
        FROM pg_constraint c LEFT JOIN pg_class f ON f.oid = c.confrelid WHERE c.conrelid = '{TableShape.Quoted(table)}'::regclass AND c.contype = '{kind}'
        """);

    private static string Type(string[] column) => column[2] switch
    {
        "smallint" or "integer" or "bigint" => "integer",
        "real" or "double precision" => "number",
        "numeric" => $"decimal({column[3]},{column[4]})",
        "timestamp without time zone" => "datetime",
        "bytea" => "binary",
        "uuid" => "guid",
        "time without time zone" => "time",
        "boolean" or "date" => column[2],
        "text" or "character" or "character varying" => "text",
        var type => throw new InvalidOperationException(type),
    };

    private static void Execute(string connectionString, string sql)
    {
        using var connection = Open(connectionString);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
