using System.Text.RegularExpressions;

namespace DataMigration.Configuration.Syntax;

/// <summary>Keys with values, in the file's order; every key once.</summary>
internal sealed partial class YamlMapping(SourceText source, int start, bool isFlow) : YamlNode(source, start, start)
{
    private readonly Dictionary<string, YamlEntry> _byKey = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> _entries = [];

    public bool IsFlow { get; } = isFlow;

    public IReadOnlyList<YamlEntry> Entries => _entries;

    public YamlEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    public void Add(YamlEntry entry)
    {
        if (IsFlow && Rejoined(entry) is { } whole)
        {
            _byKey[whole.Key.Text] = _entries[^1] = whole;
            return;
        }
        _byKey.Add(entry.Key.Text, entry);
        _entries.Add(entry);
    }

    /// <summary>
    /// The entry before this one, when the two are halves of a decimal's type: in braces YAML ends a plain word at its comma, so
    /// <c>{ type: decimal(12,2) }</c> reads as two entries. No option takes either half, so joining them guesses nothing.
    /// </summary>
    private YamlEntry? Rejoined(YamlEntry entry)
    {
        if (_entries.Count == 0 || _entries[^1] is not { Value: YamlScalar { Style: YamlStyle.Plain } head } before) return null;
        if (entry is not { Key.Style: YamlStyle.Plain, Value: YamlScalar { Style: YamlStyle.Plain, Text: "" } }) return null;
        if (!DecimalHead().IsMatch(head.Text) || !DecimalTail().IsMatch(entry.Key.Text)) return null;
        return before with { Value = new YamlScalar(Source, head.Start, entry.Key.End, $"{head.Text},{entry.Key.Text}", YamlStyle.Plain) };
    }

    [GeneratedRegex(@"^decimal\(\s*[0-9]+\s*\z")]
    private static partial Regex DecimalHead();

    [GeneratedRegex(@"^[0-9]+\s*\)\z")]
    private static partial Regex DecimalTail();
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
