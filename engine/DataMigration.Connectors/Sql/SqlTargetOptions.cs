using DataMigration.Declarations;

namespace DataMigration.Connectors.Sql;

/// <summary>The options of a sql target.</summary>
public sealed record SqlTargetOptions
{
    [Option("The connection to write to, by its name in the project file.", Example = "crm")]
    public required ConnectionReference Connection { get; init; }

    [Option("The table, by its exact name; blanks, dots and quotes belong to the name.", Example = "customers")]
    public required string Table { get; init; }

    [Option("What happens to a row: `insert` adds it, `insert_new` skips it when its key existed before the run, `upsert` adds it or changes what differs, `truncate` empties the table first.")]
    public SqlMode Mode { get; init; } = SqlMode.Insert;

    [Option("The fields that identify a row. Needed by `insert_new` and `upsert`; a table made by `create` gets them as its primary key.", Example = "[legacy_id]")]
    public IReadOnlyList<FieldReference> Key { get; init; } = [];

    [Option("Make the table from the mapped fields when it is missing.")]
    public bool Create { get; init; }

    [Option("Fields whose values must each differ from row to row. A table made by `create` gets a unique index on each of them; a table that exists must have it. A row whose value stands in the table already is rejected.", Example = "[email]")]
    public IReadOnlyList<FieldReference> Unique { get; init; } = [];

    [Option("What happens to a row whose key this run has written already: `reject` it, skip it (`first`), or let it replace the earlier one (`last`). For `insert_new` and `upsert`.")]
    public DuplicatePolicy Duplicates { get; init; } = DuplicatePolicy.Reject;

    [Option("Fields that are written when a row is added and left alone when it is changed. For `upsert`.", Example = "[created_at]")]
    public IReadOnlyList<FieldReference> InsertOnly { get; init; } = [];

    [Option("Fields that are written when a row is changed and left to the column's default when it is added. For `upsert`.", Example = "[updated_at]")]
    public IReadOnlyList<FieldReference> UpdateOnly { get; init; } = [];
}
