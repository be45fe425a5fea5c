namespace DataMigration.Configuration.Syntax;

/// <summary>Keys with values, in the file's order; every key once.</summary>
internal sealed class YamlMapping(SourceText source, int start, bool isFlow) : YamlNode(source, start, start)
{
    private readonly Dictionary<string, YamlEntry> _byKey = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> _entries = [];

    public bool IsFlow { get; } = isFlow;

    public IReadOnlyList<YamlEntry> Entries => _entries;

    public YamlEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    public void Add(YamlEntry entry)
    {
        _byKey.Add(entry.Key.Text, entry);
        _entries.Add(entry);
    }
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
