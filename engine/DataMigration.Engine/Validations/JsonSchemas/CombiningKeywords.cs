using System.Text.Json;

namespace DataMigration.Validations.JsonSchemas;

internal sealed class AllOfKeyword(IReadOnlyList<SchemaNode> schemas) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        foreach (var schema in schemas) judge.Check(schema, value);
    }
}

/// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
internal sealed class AnyOfKeyword(IReadOnlyList<SchemaNode> schemas, bool exactlyOne) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        int passed = 0;
        foreach (var schema in schemas)
        {
            if (!judge.Passes(schema, value)) continue;
            passed++;
            if (!exactlyOne) return;
        }
        // With one alternative only, what it misses says more than that it fails.
        if (passed == 0 && schemas.Count == 1) judge.Check(schemas[0], value);
        else if (passed == 0) judge.Report($"must be as one of the {schemas.Count} alternatives of `{(exactlyOne ? "oneOf" : "anyOf")}` says");
        else if (passed > 1) judge.Report($"must be as exactly one of the alternatives of `oneOf` says, not {passed}");
    }
}

internal sealed class NotKeyword(SchemaNode schema) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if (judge.Passes(schema, value)) judge.Report("must not be as `not` says");
    }
}

internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge)
    {
        if ((judge.Passes(condition, value) ? then : otherwise) is { } schema) judge.Check(schema, value);
    }
}

/// <summary><c>$ref</c>.</summary>
internal sealed class ReferenceKeyword(SchemaNode schema) : ISchemaKeyword
{
    public void Check(JsonElement value, SchemaJudge judge) => judge.Check(schema, value);
}
