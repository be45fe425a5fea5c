using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary>An entry of <c>targets:</c>.</summary>
public sealed record TargetDefinition
{
    [Option("The target takes only rows for which this script is true; without it, every row.", Example = "row.type === 'Vip'")]
    public ScriptText? When { get; init; }

    [ComponentSlot(ComponentKind.Target)]
    public required ComponentNode Target { get; init; }
}
