namespace DataMigration.Cli.Databases;

/// <summary>A column, its type in the words of pipelines and of length 0 where it has no limit.</summary>
internal sealed record ColumnShape(string Name, string Type, int Length, bool IsRequired);

/// <summary>A foreign key: columns here, the table and the columns there.</summary>
internal sealed record ReferenceShape(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> Others);

/// <summary>A table as a database describes it, without the dialect.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<string> Key, IReadOnlyList<ReferenceShape> References)
{
    /// <summary>For SQLite, which takes a foreign key before the other table is there. One to its own table is looked at when a transaction ends: rows may refer to later ones.</summary>
    public string CreateInSqlite() => Create(SqliteType, References.Select(r => Reference(r) + (r.Table == Name ? " DEFERRABLE INITIALLY DEFERRED" : "")));

    public string CreateInPostgres() => Create(PostgresType, []);

    /// <summary>For PostgreSQL, once all tables are there.</summary>
    public IEnumerable<string> AddReferences() => References.Select(r => $"ALTER TABLE {Quoted(Name)} ADD {Reference(r)}");

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string Create(Func<ColumnShape, string> type, IEnumerable<string> references) =>
        $"CREATE TABLE {Quoted(Name)} ({string.Join(", ", [.. Columns.Select(c => $"{Quoted(c.Name)} {type(c)}{(c.IsRequired ? " NOT NULL" : "")}"), .. Key.Count > 0 ? [$"PRIMARY KEY ({List(Key)})"] : Array.Empty<string>(), .. references])})";

    private static string Reference(ReferenceShape r) => $"FOREIGN KEY ({List(r.Columns)}) REFERENCES {Quoted(r.Table)} ({List(r.Others)})";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    private static string SqliteType(ColumnShape column) => column.Type switch
    {
        "number" => "REAL",
        "binary" => "BLOB",
        _ => PostgresType(column),
    };

    private static string PostgresType(ColumnShape column) => column.Type switch
    {
        "text" when column.Length > 0 => $"varchar({column.Length})",
        "integer" => "bigint",
        "number" => "double precision",
        "datetime" => "timestamp",
        "guid" => "uuid",
        "binary" => "bytea",
        var type when type.StartsWith("decimal", StringComparison.Ordinal) => type.Replace("decimal", "numeric", StringComparison.Ordinal),
        var type => type,
    };
}
