using DataMigration.Data;
using DataMigration.Scripting.Compiled.Nodes;

namespace DataMigration.Scripting.Compiled;

/// <summary>The fields of a row by name, as nodes that read them.</summary>
internal sealed class RowShape
{
    private readonly Dictionary<string, Node> _fields = new(StringComparer.Ordinal);

    public RowShape(RecordSchema schema)
    {
        for (int i = 0; i < schema.Count; i++) _fields.TryAdd(schema[i].Name, FieldNode.Of(schema[i], i));
        Names = [.. schema.Fields.Select(f => f.Name)];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The node of a field, or null when there is none.</summary>
    public Node? Find(string name) => _fields.GetValueOrDefault(name);
}
