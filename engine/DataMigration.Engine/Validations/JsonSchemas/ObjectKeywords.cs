using System.Text;
using System.Text.Json;
using DataMigration.Execution;
using DataMigration.Functions;

namespace DataMigration.Validations.JsonSchemas;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, which know of each other.</summary>
internal sealed class PropertiesKeyword(IReadOnlyDictionary<string, SchemaNode> properties, IReadOnlyList<(TextPattern Pattern, SchemaNode Schema)> patterns, SchemaNode? additional) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject())
        {
            if (!judge.Spend(1 + patterns.Count)) return;
            string name = property.Name;
            bool known = properties.TryGetValue(name, out var schema);
            if (known) judge.CheckChild(schema!, property.Value, name);
            foreach (var (pattern, own) in patterns)
            {
                if (pattern.Find(Encoding.UTF8.GetBytes(name), out _) is null) continue;
                known = true;
                judge.CheckChild(own, property.Value, name);
            }
            if (known || additional is null) continue;
            if (additional.ForbidsAll) judge.Report($"must not have the key '{RuleTexts.Cut(name, 40)}'");
            else judge.CheckChild(additional, property.Value, name);
        }
    }
}

internal sealed class RequiredKeyword(IReadOnlyList<string> names) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Object || !judge.Spend(names.Count)) return;
        foreach (string name in names)
            if (!value.TryGetProperty(name, out _)) judge.Report($"must have the key '{RuleTexts.Cut(name, 40)}'");
    }
}

internal sealed class PropertyNamesKeyword(SchemaNode schema) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject())
        {
            using var name = JsonDocument.Parse(JsonSerializer.Serialize(property.Name, EngineJson.Default.String));
            if (!judge.Passes(schema, name.RootElement)) judge.Report($"must not have a key such as '{RuleTexts.Cut(property.Name, 40)}'");
        }
    }
}

/// <summary>What one key brings with it: other keys, or a schema for the whole.</summary>
internal sealed class DependencyKeyword(string key, IReadOnlyList<string> names, SchemaNode? schema) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out _)) return;
        foreach (string name in names)
            if (!value.TryGetProperty(name, out _)) judge.Report($"must have the key '{RuleTexts.Cut(name, 40)}', because it has '{RuleTexts.Cut(key, 40)}'");
        if (schema is not null) judge.Check(schema, value);
    }
}
