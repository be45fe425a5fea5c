using System.Text;

namespace DataMigration.Configuration.Interpolation;

/// <summary>Text with variables in it: <c>${…}</c>, and <c>$${</c> for the characters <c>${</c>.</summary>
internal static class Template
{
    public static bool HasVariables(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <param name="text">The text.</param>
    /// <param name="resolve">The value of what stands between the braces; null = it has been reported, and the rest is of no use.</param>
    /// <param name="unclosed">Called for a variable whose brace is never closed.</param>
    public static Value? Fill(string text, Func<string, Value?> resolve, Action<string> unclosed)
    {
        var filled = new StringBuilder();
        bool whole = true, startsOnCommandLine = false;
        for (int at = 0; at < text.Length;)
        {
            int next = text.IndexOf("${", at, StringComparison.Ordinal);
            if (next < 0) next = text.Length;
            bool escaped = next < text.Length && next > at && text[next - 1] == '$';
            filled.Append(text, at, next - at - (escaped ? 1 : 0));
            at = next;
            if (at == text.Length) break;
            if (escaped)
            {
                filled.Append("${");
                at += 2;
                continue;
            }
            int close = text.IndexOf('}', at);
            if (close < 0)
            {
                unclosed(text[at..]);
                return null;
            }
            if (resolve(text[(at + 2)..close]) is { } value)
            {
                startsOnCommandLine |= filled.Length == 0 && value.StartsOnCommandLine;
                filled.Append(value.Text);
            }
            else whole = false;
            at = close + 1;
        }
        return whole ? new Value(filled.ToString(), startsOnCommandLine) : null;
    }
}
