using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>The fields of a source, as readers of its records see them. One a decoder: it learns the records' keys.</summary>
internal sealed class JsonFields
{
    private readonly JsonKinds[] _kinds;
    private readonly DataKind[] _types;

    /// <param name="fields">The fields and where they lie.</param>
    /// <param name="undeclared">What is done about keys that lead to none.</param>
    /// <param name="ignored">A key of the record that is passed over without a word, or null.</param>
    public JsonFields(IReadOnlyList<JsonField> fields, JsonUndeclared undeclared, string? ignored = null)
    {
        Root = JsonField.Tree(fields);
        if (ignored is not null && Encoding.UTF8.GetBytes(ignored) is var key && Root.Find(key) is null) Root.Add(key).IsIgnored = true;
        _kinds = [.. fields.Select(f => JsonFit.KindsOf(f.Field.Type))];
        _types = [.. fields.Select(f => f.Field.Type.Kind)];
        RejectsUndeclared = undeclared == JsonUndeclared.Reject;
    }

    /// <summary>The record.</summary>
    public JsonNode Root { get; }

    /// <summary>Whether a key that leads to no field rejects its row.</summary>
    public bool RejectsUndeclared { get; }

    /// <summary>Objects that have been begun, by all readers: the last one's number.</summary>
    public long Instances { get; set; }

    /// <summary>Whether a field takes values of a kind.</summary>
    public bool Takes(int field, JsonKinds kind) => (_kinds[field] & kind) != 0;

    /// <summary>Whether a field takes any value as it is written.</summary>
    public bool IsJson(int field) => _kinds[field] == JsonKinds.Any;

    /// <summary>Whether a number has to be written out to be read exactly.</summary>
    public bool WantsPlain(int field, ReadOnlySpan<byte> number) =>
        _types[field] is DataKind.Integer or DataKind.Decimal && PlainNumber.Needed(number, _types[field] == DataKind.Integer);
}
