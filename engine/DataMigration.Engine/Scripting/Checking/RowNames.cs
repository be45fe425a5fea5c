using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Checking;

/// <summary>The fields behind <c>row</c>, and which of them a script reads.</summary>
internal sealed class RowNames(RecordSchema schema, bool isOpen)
{
    private readonly SortedSet<int> _read = [];

    /// <summary>Positions, ascending.</summary>
    public IReadOnlyList<int> Read => [.. _read];

    /// <summary>Notes that a field is read. False when there is none of that name (and all are known).</summary>
    public bool ReadField(string name)
    {
        int field = schema.IndexOf(name);
        if (field >= 0) _read.Add(field);
        return field >= 0 || isOpen;
    }

    /// <summary>Notes that any field may be read.</summary>
    public void ReadAll()
    {
        for (int i = 0; i < schema.Count; i++) _read.Add(i);
    }

    public string Remedy(string name) => Suggestions.Remedy(name, [.. schema.Fields.Select(f => f.Name)], "The row has no fields here.");

    /// <summary>What scripts see a field as, where all its values but null are alike; null for any other.</summary>
    public Family? FamilyOf(string name) => schema.IndexOf(name) is >= 0 and var field ? schema[field].Type.Kind switch
    {
        DataKind.Text => Family.Text,
        DataKind.Integer or DataKind.Number => Family.Number,
        DataKind.Boolean => Family.Boolean,
        _ => null,
    } : null;

    /// <summary>The type of a field whose numbers reach scripts as text, or null.</summary>
    public DataType? WideType(string name) =>
        schema.IndexOf(name) is >= 0 and var field && schema[field].Type is { Kind: DataKind.Decimal, Precision: > FieldNumbers.ExactDigits } type ? type : null;
}
