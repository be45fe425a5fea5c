namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>A trigger's own text, made to stand on another table.</summary>
internal static class SqlServerTriggerText
{
    /// <summary>The statement that makes the trigger under another name on another table, or null where its head is not as it should be.</summary>
    /// <param name="definition">As the catalogue keeps it: CREATE [OR ALTER] TRIGGER name ON table …</param>
    /// <param name="name">Quoted.</param>
    /// <param name="table">Quoted.</param>
    public static string? On(string definition, string name, string table)
    {
        int at = 0;
        if (!Takes(definition, ref at, "CREATE")) return null;
        int behind = at;
        if (Takes(definition, ref behind, "OR") && Takes(definition, ref behind, "ALTER")) at = behind;
        if (!Takes(definition, ref at, "TRIGGER") || !TakesName(definition, ref at) || !Takes(definition, ref at, "ON") || !TakesName(definition, ref at)) return null;
        return $"CREATE TRIGGER {name} ON {table}{definition[at..]}";
    }

    private static bool Takes(string text, ref int at, string word)
    {
        int start = SkipBlank(text, at), end = WordEnd(text, start);
        if (!text.AsSpan(start, end - start).Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        at = end;
        return true;
    }

    /// <summary>A name of one part or several.</summary>
    private static bool TakesName(string text, ref int at)
    {
        while (true)
        {
            int start = SkipBlank(text, at);
            int end = start >= text.Length ? start : text[start] switch { '[' => QuoteEnd(text, start, ']'), '"' => QuoteEnd(text, start, '"'), _ => WordEnd(text, start) };
            if (end == start) return false;
            at = end;
            int dot = SkipBlank(text, at);
            if (dot >= text.Length || text[dot] != '.') return true;
            at = dot + 1;
        }
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else if (text.AsSpan(at).StartsWith("--", StringComparison.Ordinal)) at = text.IndexOf('\n', at) is var line and >= 0 ? line : text.Length;
            else if (text.AsSpan(at).StartsWith("/*", StringComparison.Ordinal)) at = text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : text.Length;
            else break;
        }
        return at;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && (text[at] is '_' or '#' or '@' or '$' || char.IsLetterOrDigit(text[at]))) at++;
        return at;
    }

    private static int QuoteEnd(string text, int at, char close)
    {
        for (int i = at + 1; i < text.Length; i++)
        {
            if (text[i] != close) continue;
            if (i + 1 < text.Length && text[i + 1] == close) i++;
            else return i + 1;
        }
        return text.Length;
    }
}
