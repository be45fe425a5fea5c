using DataMigration.Declarations;

namespace DataMigration.Transforms;

public sealed record SplitRowsOptions
{
    [Option("The field to split: text with a separator, or a JSON array.", Example = "tags", Shorthand = true)]
    public required FieldReference Field { get; init; }

    [Option("What stands between two values of a text field. Blanks around the values stay: `trim` them in the mapping.", Example = "\";\"", Pattern = "^.+$")]
    public string? Separator { get; init; }

    [Option("Whether a text field holds a JSON array; a field of type json always does.")]
    public bool Json { get; init; }

    [Option("The field that takes the single values, as text: JSON strings without their quotes, other JSON as it is written. By default the field that is split.", Example = "tag")]
    public string? Into { get; init; }

    [Option("Fields of the array's objects to take instead of the objects themselves: new fields and the keys, or paths of keys, that fill them.", Example = "{ sku: sku, city: ship_to.city }", MinItems = 1)]
    public IReadOnlyDictionary<string, string>? Take { get; init; }

    [Option("A field for the number of each value within its row, from 1.", Example = "line_number")]
    public string? Position { get; init; }

    [Option("What becomes of a row without values (null, empty text, an empty array): `keep` it with a null, or `drop` it as filtered.")]
    public EmptySplit Empty { get; init; } = EmptySplit.Keep;
}

/// <summary>What becomes of a row that would split into nothing.</summary>
public enum EmptySplit
{
    Keep,
    Drop,
}
