namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Looks into expressions that the catalogue prints.</summary>
internal static class SqlServerExpressions
{
    /// <summary>The columns that an expression names: every word or [name] outside of literals that is one.</summary>
    public static IReadOnlyList<string> Names(string expression, IReadOnlySet<string> columns)
    {
        var found = new List<string>();
        for (int i = 0; i < expression.Length;)
        {
            int start = i;
            string? word = null;
            switch (expression[i])
            {
                case '\'':
                    i = Quoted(expression, i, '\'');
                    break;
                case '[':
                    i = Quoted(expression, i, ']');
                    word = Inside(expression, start, i).Replace("]]", "]", StringComparison.Ordinal);
                    break;
                case '"':
                    i = Quoted(expression, i, '"');
                    word = Inside(expression, start, i).Replace("\"\"", "\"", StringComparison.Ordinal);
                    break;
                case var c when IsWord(c):
                    while (i < expression.Length && IsWord(expression[i])) i++;
                    word = expression[start..i];
                    break;
                default:
                    i++;
                    break;
            }
            if (word is not null && columns.FirstOrDefault(c => string.Equals(c, word, StringComparison.OrdinalIgnoreCase)) is { } column && !found.Contains(column)) found.Add(column);
        }
        return found;
    }

    private static int Quoted(string text, int i, char close)
    {
        for (i++; i < text.Length; i++)
        {
            if (text[i] != close) continue;
            if (i + 1 < text.Length && text[i + 1] == close) i++;
            else return i + 1;
        }
        return text.Length;
    }

    private static string Inside(string text, int start, int end) => end - start < 2 ? "" : text[(start + 1)..(end - 1)];

    private static bool IsWord(char c) => c is '_' or '@' or '#' or '$' || char.IsLetterOrDigit(c);
}
