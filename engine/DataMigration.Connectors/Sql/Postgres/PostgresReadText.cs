namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Values of types whose wire form is not ours, read by the server from text. It rounds what has more digits than a type keeps, and nobody has asked for that.</summary>
internal static class PostgresReadText
{
    private static readonly string[] Rounded = ["numeric", "timestamp", "time ", "interval"];

    /// <summary>An expression; where a digit would be lost, one that the server refuses to read, and names. Inside a composite type, and of a domain in an array, nobody sees the digits.</summary>
    /// <param name="text">An expression.</param>
    /// <param name="column">Where the value goes.</param>
    /// <param name="isJson">Whether the text is JSON of the value.</param>
    public static string Of(string text, PostgresColumn column, bool isJson)
    {
        // What its text means otherwise depends on the server's locale: 1.25 may be a hundred and twenty-five.
        if (column.BareType == "money") return Exact(text, $"{text}::numeric", $"{text}::numeric::money::numeric", "money", "numeric") + "::money";
        string As(string type) => isJson ? $"(SELECT r.v FROM jsonb_to_record(jsonb_build_object('v', {text}::jsonb)) AS r(v {type}))" : $"{text}::{type}";
        // Without the type's length, which a cast would cut it to; the table itself minds it.
        string value = As(column.BareType);
        bool rounds = column.TypeText != column.BareType && Rounded.Any(r => (column.BareType + " ").StartsWith(r, StringComparison.Ordinal));
        return rounds ? Exact(text, value, isJson ? As(column.TypeText) : $"({value})::{column.TypeText}", column.TypeText, column.BareType) : value;
    }

    private static string Exact(string text, string value, string kept, string type, string bare) =>
        $"(CASE WHEN {value} IS DISTINCT FROM {kept} THEN ({PostgresText.Literal($"{type} would round ")} || {text})::{bare} ELSE {value} END)";
}
