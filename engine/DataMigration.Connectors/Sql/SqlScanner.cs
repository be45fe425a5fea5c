namespace DataMigration.Connectors.Sql;

/// <summary>Finds what means something to us in a statement: its parameters, and where it ends. Everything else is the database's business.</summary>
internal static class SqlScanner
{
    /// <summary>The places of <c>@name</c> and of <c>;</c> outside of literals, quoted names and comments, in order.</summary>
    public static IEnumerable<Range> Marks(string text, SqlLexis lexis)
    {
        for (int i = 0; i < text.Length;)
        {
            int end = Skip(text, i, lexis);
            if (end > i)
            {
                i = end;
                continue;
            }
            if (text[i] == ';') yield return i..(i + 1);
            if (text[i] == '@' && NameEnd(text, i) is var stop && stop > i + 1)
            {
                yield return i..stop;
                i = stop;
                continue;
            }
            i++;
        }
    }

    /// <summary>The names of a statement's parameters.</summary>
    public static IEnumerable<string> Parameters(string text, SqlLexis lexis) => Marks(text, lexis).Select(m => text[m]).Where(m => m[0] == '@').Select(m => m[1..]).Distinct(StringComparer.Ordinal);

    /// <summary>The statement with other words in the place of its parameters.</summary>
    public static string Replace(string text, SqlLexis lexis, Func<string, string> replacement)
    {
        var result = new System.Text.StringBuilder();
        int from = 0;
        foreach (var mark in Marks(text, lexis).Where(m => text[m.Start] == '@'))
        {
            result.Append(text, from, mark.Start.Value - from).Append(replacement(text[(mark.Start.Value + 1)..mark.End.Value]));
            from = mark.End.Value;
        }
        return result.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The one statement without the semicolon at its end, or null when there are several.</summary>
    public static string? Single(string text, SqlLexis lexis)
    {
        foreach (var mark in Marks(text, lexis).Where(m => text[m.Start] == ';'))
        {
            for (int i = mark.End.Value; i < text.Length;)
            {
                int end = text[i] is '-' or '/' ? Skip(text, i, lexis) : i;
                if (end == i && text[i] != ';' && !char.IsWhiteSpace(text[i])) return null;
                i = Math.Max(end, i + 1);
            }
            return text[..mark.Start.Value];
        }
        return text;
    }

    /// <summary>The end of the literal, name or comment that begins here, or the same place.</summary>
    private static int Skip(string text, int i, SqlLexis lexis)
    {
        switch (text[i])
        {
            case '\'': return Quoted(text, i, '\'', lexis.HasFlag(SqlLexis.DollarQuotes) && i > 0 && text[i - 1] is 'e' or 'E' && (i == 1 || !IsWord(text[i - 2])));
            case '"': return Quoted(text, i, '"', false);
            case '`' when lexis.HasFlag(SqlLexis.Backticks): return Quoted(text, i, '`', false);
            case '[' when lexis.HasFlag(SqlLexis.Brackets): return Quoted(text, i, ']', false);
            case '-' when Next(text, i) == '-':
                int line = text.IndexOf('\n', i);
                return line < 0 ? text.Length : line + 1;
            case '/' when Next(text, i) == '*': return Comment(text, i, lexis.HasFlag(SqlLexis.NestedComments));
            case '$' when lexis.HasFlag(SqlLexis.DollarQuotes) && (i == 0 || !IsWord(text[i - 1])): return Dollars(text, i);
            default: return i;
        }
    }

    private static int Quoted(string text, int i, char close, bool backslashes)
    {
        for (i++; i < text.Length; i++)
        {
            if (backslashes && text[i] == '\\') i++;
            else if (text[i] == close && Next(text, i) == close) i++;
            else if (text[i] == close) return i + 1;
        }
        return text.Length;
    }

    private static int Comment(string text, int i, bool nested)
    {
        int depth = 0;
        for (; i < text.Length - 1; i++)
        {
            if (text[i] == '/' && text[i + 1] == '*' && (nested || depth == 0)) (depth, i) = (depth + 1, i + 1);
            else if (text[i] == '*' && text[i + 1] == '/' && --depth == 0) return i + 2;
            else if (text[i] == '*' && text[i + 1] == '/') i++;
        }
        return text.Length;
    }

    private static int Dollars(string text, int i)
    {
        int open = i + 1;
        while (open < text.Length && IsWord(text[open])) open++;
        if (open >= text.Length || text[open] != '$' || char.IsAsciiDigit(text[i + 1])) return i;
        string tag = text[i..(open + 1)];
        int close = text.IndexOf(tag, open + 1, StringComparison.Ordinal);
        return close < 0 ? text.Length : close + tag.Length;
    }

    /// <summary>Where the parameter ends that begins here, or its own place: operators (@>, &lt;@, @@) are none.</summary>
    private static int NameEnd(string text, int i)
    {
        if (i > 0 && (text[i - 1] is '@' or '<' || IsWord(text[i - 1]))) return i;
        int end = i + 1;
        if (end < text.Length && !char.IsAsciiDigit(text[end]))
            while (end < text.Length && IsWord(text[end])) end++;
        return end;
    }

    private static char Next(string text, int i) => i + 1 < text.Length ? text[i + 1] : '\0';

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);
}
