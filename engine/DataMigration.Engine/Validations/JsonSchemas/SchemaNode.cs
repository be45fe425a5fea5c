using System.Text.Json;

namespace DataMigration.Validations.JsonSchemas;

/// <summary>One schema, compiled: everything it demands of a value. Shared by all workers.</summary>
internal sealed class SchemaNode
{
    /// <summary>Filled while the schema is compiled, so that it can refer to itself.</summary>
    public List<ISchemaKeyword> Keywords { get; } = [];

    /// <summary>The schema <c>false</c>: nothing may stand here.</summary>
    public bool ForbidsAll { get; set; }
}

/// <summary>What one keyword, or a group that works together, demands.</summary>
internal interface ISchemaKeyword
{
    void Check(JsonElement value, SchemaJudge judge);
}
