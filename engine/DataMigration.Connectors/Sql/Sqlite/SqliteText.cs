using System.Globalization;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>How SQLite spells things.</summary>
internal static class SqliteText
{
    /// <summary>Any text as an identifier.</summary>
    public static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary><c>?1, ?2 …</c></summary>
    public static string Parameters(int count) => string.Join(", ", Enumerable.Range(1, count).Select(Parameter));

    public static string Parameter(int number) => "?" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Terms joined by AND in groups: SQLite parses a chain into a tree one level a term deep and refuses more than a thousand levels.
    /// </summary>
    public static string And(IEnumerable<string> terms) =>
        string.Join(" AND ", terms.Chunk(50).Select(group => "(" + string.Join(" AND ", group) + ")")) is { Length: > 0 } all ? all : "1";
}
