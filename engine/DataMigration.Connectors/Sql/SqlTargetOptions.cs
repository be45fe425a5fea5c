using DataMigration.Declarations;

namespace DataMigration.Connectors.Sql;

/// <summary>The options of a sql target.</summary>
public sealed record SqlTargetOptions
{
    [Option("The connection to write to, by its name in the project file.", Example = "crm")]
    public required ConnectionReference Connection { get; init; }

    [Option("The table, by its exact name; blanks, dots and quotes belong to the name.", Example = "customers")]
    public required string Table { get; init; }

    [Option("The schema of the table, where the database has schemas; the connection's own where this is left out.", Example = "sales")]
    public string? Schema { get; init; }

    [Option("What happens to a row: `insert` adds it, `insert_new` skips it when its key existed before the run, `upsert` adds it or changes what differs, `update` changes what differs and skips a row whose key the table lacks, "
        + "`delete` deletes the row of its key, `truncate` empties the table first, `replace` loads a table beside it and swaps the two at the end.")]
    public SqlMode Mode { get; init; } = SqlMode.Insert;

    [Option("The fields that identify a row. Needed by `insert_new`, `upsert`, `update` and `delete`; a table made by `create` gets them as its primary key.", Example = "[legacy_id]")]
    public IReadOnlyList<FieldReference> Key { get; init; } = [];

    [Option("Make the table from the mapped fields when it is missing.")]
    public bool Create { get; init; }

    [Option("Fields whose values must each differ from row to row. A table made by `create` gets a unique index on each of them; a table that exists must have it. A row whose value stands in the table already is rejected.", Example = "[email]")]
    public IReadOnlyList<FieldReference> Unique { get; init; } = [];

    [Option("What happens to a row whose key this run has written already: `reject` it, skip it (`first`), or let it replace the earlier one (`last`). For `insert_new`, `upsert`, `update` and `delete`.")]
    public DuplicatePolicy Duplicates { get; init; } = DuplicatePolicy.Reject;

    [Option("Fields that are written when a row is added and left alone when it is changed. For `upsert`.", Example = "[created_at]")]
    public IReadOnlyList<FieldReference> InsertOnly { get; init; } = [];

    [Option("Fields that are written when a row is changed and left to the column's default when it is added. For `upsert`.", Example = "[updated_at]")]
    public IReadOnlyList<FieldReference> UpdateOnly { get; init; } = [];

    [Option("Whether the fields of columns that the database numbers itself are written as mapped, and its counter moved behind them; otherwise the database numbers the rows.")]
    public bool KeepIdentity { get; init; } = true;

    [Option("Whether the triggers of the table fire.")]
    public bool FireTriggers { get; init; } = true;

    [Option("Whether foreign keys and CHECKs hold while rows are written. With `false` they are switched off for the load and checked for the whole table at its end; a table that breaks them then fails the run.")]
    public bool CheckConstraints { get; init; } = true;

    [Option("The whole load in one transaction: all or nothing. A passing failure (a lost connection) starts it again from the first row.")]
    public bool Atomic { get; init; }

    [Option("Connections that write at once. Only for `insert` without `atomic`; rows may then stand in another order than they came.", Minimum = 1, Maximum = 64)]
    public int Connections { get; init; } = 1;

    [Option("Whether each transaction keeps the run's checkpoint in a table datamigration_checkpoints of the same database, so that `datamigrate resume` goes on behind it.")]
    public bool Checkpoints { get; init; } = true;

    [Option("What the load's transactions see of others, where the database knows the level; its own default where this is left out.")]
    public SqlIsolation? Isolation { get; init; }

    [Option("Seconds a statement of the load may take; 0 = as long as it takes.", Minimum = 0)]
    public int CommandTimeout { get; init; } = 600;

    [Option("Statements to run before the first row, each in a transaction of its own (with `atomic`, in the load's).", Example = "[\"alter index ix_name on customers disable\"]")]
    public IReadOnlyList<string> Before { get; init; } = [];

    [Option("Statements to run after the last row of a load that came to its end.", Example = "[\"refresh materialized view customer_counts\"]")]
    public IReadOnlyList<string> After { get; init; } = [];
}
