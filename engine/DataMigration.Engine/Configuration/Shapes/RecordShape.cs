using DataMigration.Configuration.Syntax;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Shapes;

/// <summary>A mapping whose keys are declared: a definition or options record.</summary>
/// <param name="type">The record, or null for a component without options.</param>
internal sealed class RecordShape(Type? type) : Shape
{
    private Dictionary<string, KeyShape> _keys = [];

    public Type? Type { get; } = type;

    /// <summary>In declaration order.</summary>
    public IReadOnlyList<KeyShape> Keys { get; private set; } = [];

    public SlotShape? Slot { get; private set; }

    /// <summary>The key whose value the node may hold directly.</summary>
    public KeyShape? Shorthand { get; private set; }

    /// <summary>Functions may be written as their bare name.</summary>
    public bool TakesBareName => Slot?.Kind == ComponentKind.Function;

    /// <summary>A mapping in short form cannot be told from one of keys, so a record with such a shorthand has that form alone.</summary>
    public bool IsAlwaysShort => Shorthand?.Shape is DictionaryShape;

    public override string Expected => TakesBareName ? "the name of a function, or its key with options"
        : IsAlwaysShort ? Shorthand!.Shape.Expected
        : Shorthand is { } key ? $"{key.Shape.Expected}, or a mapping of keys"
        : "a mapping of keys";

    public KeyShape? Find(string key) => _keys.GetValueOrDefault(key);

    /// <summary>Whether the node is the short form of the record.</summary>
    public bool IsShort(YamlNode node) => Shorthand is not null && (IsAlwaysShort || node is not YamlMapping);

    /// <summary>Filled after construction, so that a record can contain itself.</summary>
    public void Fill(IReadOnlyList<KeyShape> keys, SlotShape? slot)
    {
        Keys = keys;
        Slot = slot;
        _keys = keys.ToDictionary(k => k.Name, StringComparer.Ordinal);
        Shorthand = keys.SingleOrDefault(k => k.Option.Shorthand);
        if (IsAlwaysShort && keys.Count > 1) throw new InvalidOperationException($"{Type}: a shorthand that is a dictionary must be the only key.");
        if (keys.FirstOrDefault(k => slot?.Components.ContainsKey(k.Name) == true) is { } clash)
            throw new InvalidOperationException($"{Type}: the key '{clash.Name}' is also the name of a {slot!.Noun}.");
    }
}
