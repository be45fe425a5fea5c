namespace DataMigration.Configuration.Shapes;

/// <summary>Values of files as messages show them: on one line, not too long.</summary>
internal static class Shown
{
    private const int Most = 60;

    public static string Of(string text)
    {
        int end = text.AsSpan().IndexOfAny('\r', '\n');
        if (end < 0) end = text.Length;
        if (end > Most) end = char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most;
        return end == text.Length ? text : text[..end] + "…";
    }
}
