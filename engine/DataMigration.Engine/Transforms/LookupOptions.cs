using DataMigration.Declarations;
using DataMigration.References;

namespace DataMigration.Transforms;

public sealed record LookupOptions
{
    [Option("The source to look into. It is read once, before the first row, and kept in memory.", Example = "regions")]
    public required SourceReference Source { get; init; }

    [Option("What must be equal: a field of the row, and the field of the other source. Types must be alike. A row with a null among its keys is looked up nowhere: it gets nulls.", Example = "{ region_code: code }", MinItems = 1)]
    public required IReadOnlyDictionary<FieldReference, ForeignField> On { get; init; }

    [Option("New fields and the fields of the other source that fill them. Without any, the lookup only checks that there is a match.", Example = "{ region_id: id }")]
    public IReadOnlyDictionary<string, ForeignField> Take { get; init; } = new Dictionary<string, ForeignField>();

    [Option("What becomes of a row without a match: `reject` it with the code `lookup`, fill with `null`, or with the `defaults`.")]
    public MissingMatch Missing { get; init; } = MissingMatch.Reject;

    [Option("Values for rows without a match, by new field; one that is not listed is null.", Example = "{ region_id: 0 }", MinItems = 1)]
    public IReadOnlyDictionary<string, ScalarValue>? Defaults { get; init; }

    [Option("Whether upper and lower case letters of text keys are the same.")]
    public bool IgnoreCase { get; init; }

    [Option("What to do when the other source has a key twice: `fail` before the first row, or let the `first` or the `last` row count.")]
    public DuplicateKeys Duplicates { get; init; } = DuplicateKeys.Fail;
}

/// <summary>What becomes of a row without a match.</summary>
public enum MissingMatch
{
    Reject,
    Null,
    Default,
}
