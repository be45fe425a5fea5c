using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary>An entry of <c>apply:</c>: a function's name alone, or its key with options.</summary>
public sealed record FunctionDefinition
{
    [ComponentSlot(ComponentKind.Function)]
    public required ComponentNode Function { get; init; }
}
