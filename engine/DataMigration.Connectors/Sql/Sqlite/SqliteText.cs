using System.Globalization;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>How SQLite spells things.</summary>
internal static class SqliteText
{
    /// <summary>Any text as an identifier.</summary>
    public static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Any text as a literal, for the few statements that take no parameters.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>Where the word or blank-free text at a position ends.</summary>
    public static int EndOfWord(string sql, int start)
    {
        while (start < sql.Length && !char.IsWhiteSpace(sql[start])) start++;
        return start;
    }

    /// <summary>Where the identifier at a position ends, quoted in any way that SQLite takes.</summary>
    public static int EndOfName(string sql, int start)
    {
        char close = sql[start] == '[' ? ']' : sql[start];
        if (close is not (']' or '"' or '`' or '\''))
        {
            while (start < sql.Length && (char.IsLetterOrDigit(sql[start]) || sql[start] is '_' or '$' || sql[start] > 127)) start++;
            return start;
        }
        for (start++; start < sql.Length; start++)
        {
            if (sql[start] != close) continue;
            // A doubled quote stands for itself; a bracket cannot.
            if (close == ']' || start + 1 == sql.Length || sql[start + 1] != close) return start + 1;
            start++;
        }
        return start;
    }

    /// <summary>Terms joined by an operator that may be grouped in any way, in halves for the same reason as <see cref="And"/>.</summary>
    public static string Balanced(ReadOnlySpan<string> terms, string joint) => terms.Length switch
    {
        1 => terms[0],
        2 => terms[0] + joint + terms[1],
        _ => $"({Balanced(terms[..(terms.Length / 2)], joint)}){joint}({Balanced(terms[(terms.Length / 2)..], joint)})",
    };

    /// <summary><c>?1, ?2 …</c></summary>
    public static string Parameters(int count) => string.Join(", ", Enumerable.Range(1, count).Select(Parameter));

    public static string Parameter(int number) => "?" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Terms joined by AND in groups: SQLite parses a chain into a tree one level a term deep and refuses more than a thousand levels.
    /// </summary>
    public static string And(IEnumerable<string> terms) =>
        string.Join(" AND ", terms.Chunk(50).Select(group => "(" + string.Join(" AND ", group) + ")")) is { Length: > 0 } all ? all : "1";
}
