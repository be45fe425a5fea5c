using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary>An entry of <c>sources:</c>.</summary>
public sealed record SourceDefinition
{
    [ComponentSlot(ComponentKind.Source)]
    public required ComponentNode Source { get; init; }
}
