using System.Text.Json;

namespace DataMigration.Validations.JsonSchemas;

/// <summary>Schemas of the first entries, and of all others.</summary>
internal sealed class ItemsKeyword(IReadOnlyList<SchemaNode> first, SchemaNode? others) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Array) return;
        int index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (!judge.Spend(1)) return;
            var schema = index < first.Count ? first[index] : others;
            if (schema is { ForbidsAll: true } && index >= first.Count)
            {
                judge.Report($"must have at most {first.Count} entries, not {value.GetArrayLength()}");
                return;
            }
            if (schema is not null) judge.CheckChild(schema, item, index);
            index++;
        }
    }
}

internal sealed class ContainsKeyword(SchemaNode schema, int least, int? most) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Array) return;
        int count = 0;
        foreach (var item in value.EnumerateArray())
            if (judge.Passes(schema, item)) count++;
        if (count < least) judge.Report($"must have at least {least} {(least == 1 ? "entry" : "entries")} as `contains` says, not {count}");
        if (count > most) judge.Report($"must have at most {most} {(most == 1 ? "entry" : "entries")} as `contains` says, not {count}");
    }
}

internal sealed class UniqueItemsKeyword : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Array || !judge.Spend(value.GetRawText().Length / 16)) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (!seen.Add(JsonCanonical.Of(item)))
            {
                judge.Report($"must have every entry once, and entry {index} stands twice");
                return;
            }
            index++;
        }
    }
}
