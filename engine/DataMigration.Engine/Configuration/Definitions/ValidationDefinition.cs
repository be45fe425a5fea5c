using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Configuration.Definitions;

/// <summary>An entry of <c>validations:</c>.</summary>
public sealed record ValidationDefinition
{
    [ComponentSlot(ComponentKind.Validation)]
    public required ComponentNode Validation { get; init; }

    [Option("What breaking the rule does: the row is rejected, only noted, or the run fails.")]
    public Severity Severity { get; init; } = Severity.Reject;

    [Option("The message in the reasons instead of the built-in one.", Example = "Customer is older than the cut-off.")]
    public string? Message { get; init; }

    [Option("The code in the reasons instead of the rule's own name.", Example = "too-old", Pattern = "^[A-Za-z0-9_.-]{1,60}$")]
    public string? Code { get; init; }

    [Option("The rule speaks only of rows for which this script is true.", Example = "row.country === 'US'")]
    public ScriptText? When { get; init; }

    [Option("The rule's name in reports.", Example = "E-mail is well formed")]
    public string? Name { get; init; }
}
