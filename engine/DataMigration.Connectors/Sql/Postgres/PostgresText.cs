using System.Text;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Parts of statements.</summary>
internal static class PostgresText
{
    public const SqlLexis Lexis = SqlLexis.DollarQuotes | SqlLexis.NestedComments;

    /// <summary>An identifier, exact in case.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Quote(SqlName name) => name.Schema is null ? Quote(name.Name) : $"{Quote(name.Schema)}.{Quote(name.Name)}";

    public static string List(IEnumerable<string> columns, string? table = null) => string.Join(", ", columns.Select(c => table is null ? Quote(c) : $"{table}.{Quote(c)}"));

    /// <summary>A text value where nothing can be bound (COPY, DDL): the strings are ours, never a row's.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("E'");
        foreach (char c in text) literal.Append(c is '\'' or '\\' ? $"{c}{c}" : c.ToString());
        return literal.Append('\'').ToString();
    }
}
