namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Parts of statements.</summary>
internal static class SqlServerText
{
    public const SqlLexis Lexis = SqlLexis.Brackets | SqlLexis.NestedComments;

    /// <summary>An identifier, whatever characters it has.</summary>
    public static string Quote(string identifier) => $"[{identifier.Replace("]", "]]", StringComparison.Ordinal)}]";

    public static string Quote(SqlName name) => name.Schema is null ? Quote(name.Name) : $"{Quote(name.Schema)}.{Quote(name.Name)}";

    public static string List(IEnumerable<string> columns, string? table = null) => string.Join(", ", columns.Select(c => table is null ? Quote(c) : $"{table}.{Quote(c)}"));

    /// <summary>A text value where nothing can be bound (DDL): the strings are ours or the catalogue's, never a row's.</summary>
    public static string Literal(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
