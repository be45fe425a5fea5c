using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary>An entry of <c>transforms:</c>.</summary>
public sealed record TransformDefinition
{
    [ComponentSlot(ComponentKind.Transform)]
    public required ComponentNode Transform { get; init; }
}
