namespace DataMigration.Cli.Databases;

/// <summary>A column, its type in the words of pipelines and of length 0 where it has no limit.</summary>
internal sealed record ColumnShape(string Name, string Type, int Length, bool IsRequired);

/// <summary>A foreign key: columns here, the table and the columns there.</summary>
internal sealed record ReferenceShape(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> Others);

/// <summary>A table as a database describes it, without the dialect.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<string> Key, IReadOnlyList<ReferenceShape> References)
{
    /// <summary>In both dialects: names quoted, foreign keys beside the columns. Types are those of the column's affinity in SQLite, exact in PostgreSQL.</summary>
    public string Create(bool inline)
    {
        var lines = Columns.Select(c => $"{Quoted(c.Name)} {SqlType(c)}{(c.IsRequired ? " NOT NULL" : "")}").ToList();
        if (Key.Count > 0) lines.Add($"PRIMARY KEY ({List(Key)})");
        if (inline) lines.AddRange(References.Select(Reference));
        return $"CREATE TABLE {Quoted(Name)} ({string.Join(", ", lines)})";
    }

    /// <summary>For databases that want the other table to be there.</summary>
    public IEnumerable<string> AddReferences() => References.Select(r => $"ALTER TABLE {Quoted(Name)} ADD {Reference(r)}");

    private static string Reference(ReferenceShape r) => $"FOREIGN KEY ({List(r.Columns)}) REFERENCES {Quoted(r.Table)} ({List(r.Others)})";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string SqlType(ColumnShape column) => column.Type switch
    {
        "text" when column.Length > 0 => $"varchar({column.Length})",
        "integer" => "bigint",
        "number" => "double precision",
        "datetime" => "timestamp",
        "binary" => "bytea",
        var type when type.StartsWith("decimal", StringComparison.Ordinal) => type.Replace("decimal", "numeric", StringComparison.Ordinal),
        var type => type,
    };
}
