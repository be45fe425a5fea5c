namespace DataMigration.Connectors.Json;

/// <summary>The way to a value in a document (RFC 6901).</summary>
/// <param name="Text">As written.</param>
/// <param name="Steps">Keys, or indexes where an array stands.</param>
internal sealed record JsonPointer(string Text, IReadOnlyList<string> Steps)
{
    /// <summary>Reads one.</summary>
    /// <param name="error">Why it is none.</param>
    public static JsonPointer? Parse(string text, out string error)
    {
        error = "";
        if (text.Length == 0) return new JsonPointer(text, []);
        if (text[0] != '/') error = "it does not start with a slash";
        else if (text.Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~')) error = "a tilde is written `~0`, and a slash in a key `~1`";
        if (error.Length > 0) return null;
        return new JsonPointer(text, [.. text[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);
    }

    /// <summary>The index that a step means in an array, or -1.</summary>
    public int IndexAt(int step)
    {
        string text = Steps[step];
        bool digits = text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);
        return digits ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : -1;
    }
}
