namespace DataMigration.Data;

/// <summary>The ordered fields of a batch. Immutable; names are unique (ordinal).</summary>
public sealed class RecordSchema
{
    private readonly Dictionary<string, int> _byName;

    /// <summary>A schema of the given fields in the given order.</summary>
    /// <exception cref="ArgumentException">Two fields have the same name.</exception>
    public RecordSchema(IEnumerable<Field> fields)
    {
        Fields = [.. fields];
        _byName = new Dictionary<string, int>(Fields.Count, StringComparer.Ordinal);
        for (int i = 0; i < Fields.Count; i++)
            if (!_byName.TryAdd(Fields[i].Name, i))
                throw new ArgumentException($"Two fields are called '{Fields[i].Name}'.", nameof(fields));
    }

    /// <summary>A schema without fields.</summary>
    public static RecordSchema Empty { get; } = new([]);

    /// <summary>The fields in order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>How many fields there are.</summary>
    public int Count => Fields.Count;

    /// <summary>The field at a position.</summary>
    public Field this[int index] => Fields[index];

    /// <summary>The position of a field, or -1 when no field has exactly this name.</summary>
    public int IndexOf(string name) => _byName.GetValueOrDefault(name, -1);
}
