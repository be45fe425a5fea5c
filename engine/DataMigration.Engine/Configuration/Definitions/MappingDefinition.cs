using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary>
/// One mapped field: <c>from</c> | <c>value</c> | <c>script</c>, then <c>apply</c>, <c>values</c>/<c>otherwise</c>, <c>type</c> by <c>format</c>, <c>default</c>.
/// </summary>
public sealed record MappingDefinition
{
    [Option("The source field whose value it takes.", Example = "full_name")]
    public FieldReference? From { get; init; }

    [Option("The same value for every row.", Example = "United States")]
    public ScalarValue? Value { get; init; }

    [Option("A JavaScript expression or function body that returns the value; sees `row`, `params`, `run` and the functions of `scripts`.", Example = "row.first + ' ' + row.last")]
    public ScriptText? Script { get; init; }

    [Option("Functions applied from left to right; null skips them.", Example = "[trim, lower]")]
    public IReadOnlyList<FunctionDefinition> Apply { get; init; } = [];

    [Option("Replaces values: old to new, exact and case-sensitive. Without `otherwise` null passes and any value not listed rejects the row (code `values`).", Example = "{ GOLD: Vip, SILVER: Premium }")]
    public IReadOnlyDictionary<string, ScalarValue>? Values { get; init; }

    [Option("What every value not listed in `values`, null included, becomes.", Example = "Regular")]
    public ScalarValue? Otherwise { get; init; }

    [Option("What the value becomes; text that its type cannot read rejects the row (code `type`). Without it the value keeps the type it has.", Example = "decimal(12,2)")]
    public DataType? Type { get; init; }

    [Option("How the text is read: a date pattern, or a number's separators.", Example = "MM/dd/yyyy")]
    public FormatDefinition? Format { get; init; }

    [Option("The value where there is none so far, as the field's type writes it.", Example = "0")]
    public ScalarValue? Default { get; init; }

    [Option("Only in the entry `\"*\"`: source fields it leaves out.", Example = "[internal_id]")]
    public IReadOnlyList<FieldReference> Except { get; init; } = [];

    [Option("The code of this mapping's rejects instead of `type`, `values`, `script` or the function's name.", Example = "balance-invalid", Pattern = "^[A-Za-z0-9_.-]{1,60}$")]
    public string? Code { get; init; }

    [Option("The message of this mapping's rejects instead of the built-in one.", Example = "The balance is not an amount.")]
    public string? Message { get; init; }
}
