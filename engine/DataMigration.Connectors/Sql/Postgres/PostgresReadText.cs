namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Values of types whose wire form is not ours, read by the server from text. It rounds what has more digits than a type keeps, and nobody has asked for that.</summary>
internal static class PostgresReadText
{
    private static readonly string[] Rounded = ["numeric", "timestamp", "time ", "interval"];

    /// <summary>An expression; where a digit would be lost, one that the server refuses to read, and names.</summary>
    /// <param name="text">An expression.</param>
    /// <param name="column">Where the value goes.</param>
    /// <param name="json">The table, quoted, where the text is JSON for it; else null.</param>
    public static string Of(string text, PostgresColumn column, string? json)
    {
        if (json is not null) return OfJson($"{text}::jsonb", column, json);
        // What its text means otherwise depends on the server's locale: 1.25 may be a hundred and twenty-five.
        if (column.BareType == "money") return Exact(text, $"{text}::numeric", $"{text}::numeric::money::numeric", "money", "numeric") + "::money";
        // Without the type's length, which a cast would cut it to; the table itself minds it.
        string value = $"{text}::{column.BareType}";
        bool rounds = column.TypeText != column.BareType && Rounded.Any(r => (column.BareType + " ").StartsWith(r, StringComparison.Ordinal));
        return rounds ? Exact(text, value, $"({value})::{column.TypeText}", column.TypeText, column.BareType) : value;
    }

    /// <summary>As a row of the table reads it; what has parts may round within.</summary>
    private static string OfJson(string text, PostgresColumn column, string table)
    {
        string Read(string json) => $"(jsonb_populate_record(NULL::{table}, jsonb_build_object({PostgresText.Literal(column.Name)}, {json}))).{PostgresText.Quote(column.Name)}";
        bool isPlain = column.TypeText == column.BareType && column.TypeText.EndsWith("[]", StringComparison.Ordinal);
        return isPlain ? Read(text) : Read(Exact(text + "::text", text, $"to_jsonb({Read(text)})", column.TypeText, "numeric::text::jsonb"));
    }

    /// <param name="refusing">A type that reads no words.</param>
    private static string Exact(string text, string value, string kept, string type, string refusing) =>
        $"(CASE WHEN {value} IS DISTINCT FROM {kept} THEN ({PostgresText.Literal($"{type} would round ")} || {text})::{refusing} ELSE {value} END)";
}
