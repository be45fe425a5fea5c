using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql;

/// <summary>What sql sources, targets and connections say.</summary>
internal static class SqlMessages
{
    public static readonly DiagnosticDescriptor NotADatabase = Error("DM3201",
        "connection '{0}' is {1}, which `sql` cannot use", "Name a connection to a database.");

    public static readonly DiagnosticDescriptor QueryOrTable = Error("DM3202",
        "a sql source has exactly one of `query` and `table`; this one has {0}", "Keep the one that says what to read.");

    public static readonly DiagnosticDescriptor OnlyWithTable = Error("DM3203",
        "`{0}` goes with `table`; this source has a `query`", "Say it in the query, or name a `table` instead.");

    public static readonly DiagnosticDescriptor KeyMissing = Error("DM3204",
        "mode {0} has no `key`", "Name the fields that identify a row: `key: [id]`.");

    public static readonly DiagnosticDescriptor OnlyWithMode = Error("DM3205",
        "`{0}` means nothing in mode {1}", "Use mode {2}, or leave it out.");

    public static readonly DiagnosticDescriptor FieldTwice = Error("DM3206",
        "field '{0}' stands twice: in `{1}` and in `{2}`", "Leave it in one of them.");

    public static readonly DiagnosticDescriptor FieldsOfOneColumn = Error("DM3207",
        "fields '{0}' and '{1}' are the same column to the database, which ignores case", "Map only one of them, or rename one.");

    public static readonly DiagnosticDescriptor ConnectionsAtomic = Error("DM3208",
        "`connections` and `atomic` exclude each other: several connections cannot share one transaction", "Keep the one that matters more.");

    public static readonly DiagnosticDescriptor CannotBeAsked = Error("DM3209",
        "`{0}` cannot be asked of {1}", "Leave it out.");

    public static readonly DiagnosticDescriptor NoTable = Error("DM3210",
        "'{0}' is not a table of {1}", "{2}");

    public static readonly DiagnosticDescriptor NotATable = Error("DM3211",
        "'{0}' is a view; rows can only be written to a table", "Name the table behind it.");

    public static readonly DiagnosticDescriptor NoColumn = Error("DM3212",
        "table '{0}' has no column for field '{1}'", "{2}");

    public static readonly DiagnosticDescriptor ColumnNotFilled = Error("DM3213",
        "column '{1}' of table '{0}' allows no null and has no default, and no field fills it", "Map a field '{1}'.");

    public static readonly DiagnosticDescriptor GeneratedColumn = new("DM3214", DiagnosticSeverity.Warning,
        "column '{1}' of table '{0}' is filled by the database; field '{1}' is not written", "Leave the field out of the mappings (`except` of `\"*\"`).");

    public static readonly DiagnosticDescriptor KeyNotUnique = Error("DM3215",
        "table '{0}' has no primary key or unique index on {1}, so the key does not identify a row", "Create a unique index on these columns, or name a key that has one{2}.");

    public static readonly DiagnosticDescriptor EmptyingReaches = Error("DM3216",
        "emptying table '{0}' would also delete or change rows of {1}, whose foreign keys cascade", "Use mode upsert, or empty those tables knowingly beforehand.");

    public static readonly DiagnosticDescriptor NotUnique = Error("DM3218",
        "table '{0}' exists without a unique index on {1}, which `unique` promises", "Create the index, or leave the field out of `unique`.");

    public static readonly DiagnosticDescriptor FieldDoesNotFit = Error("DM3219",
        "field '{0}' ({1}) cannot go into {2}: {3}", "Give the mapping of '{0}' the type of the column, or name what may be lost (`precision`, `to_utc`, `round`).");

    public static readonly DiagnosticDescriptor CannotReplace = Error("DM3227",
        "table '{0}' cannot be replaced: {1}", "Use mode upsert, or truncate where no row refers to its rows; or take away what stands in the way and make it again after the load.");

    public static readonly DiagnosticDescriptor Locked = Error("DM3228",
        "another run of pipeline '{0}' is loading table '{1}'", "Wait until it is over; two runs of one pipeline never write at the same time.");

    public static readonly DiagnosticDescriptor CannotLoad = Error("DM3229",
        "nothing can be loaded into table '{0}': {1}", "Disable what stands in the way for the load, or write to the table behind it.");

    public static readonly DiagnosticDescriptor UnknownParameter = Error("DM3220",
        "the statement has a parameter @{0} that `parameters` does not name", "{1}");

    public static readonly DiagnosticDescriptor UnusedParameter = Error("DM3221",
        "nothing in the statement uses the parameter @{0}", "Write @{0} where its value belongs, or leave it out.");

    public static readonly DiagnosticDescriptor BadParameter = Error("DM3222",
        "the value '{1}' of parameter @{0} is not {2}", "Write it in the type's own form, or give the parameter another `type`.");

    public static readonly DiagnosticDescriptor KeyAndOrder = Error("DM3223",
        "`key` and `order_by` exclude each other: rows with a key are read in its order", "Keep the one that matters.");

    public static readonly DiagnosticDescriptor ColumnNotRead = Error("DM3224",
        "`{0}` names '{1}', which is no column of what is read", "{2}");

    public static readonly DiagnosticDescriptor CannotPartition = Error("DM3225",
        "column '{0}' is {1}; ranges can be made of whole numbers and dates only", "Partition by another column, or leave `partition` out.");

    public static readonly DiagnosticDescriptor ColumnsChanged = Error("DM3226",
        "the columns of the query are not those that the plan was made for any more", "Run again.");

    public static readonly DiagnosticDescriptor DatabaseMissing = Error("DM3230",
        "{0} does not exist", "Correct the path of the connection, or let a target make the database with `create: true`.");

    public static readonly DiagnosticDescriptor DatabaseFailed = Error("DM3231",
        "{0} cannot be used: {1}", "Check the file, its permissions and the space on its disk.");

    public static readonly DiagnosticDescriptor StatementRefused = Error("DM3232",
        "{0} refuses the statement: {1}", "{2}");

    public static readonly DiagnosticDescriptor Busy = Error("DM3233",
        "{0} is held by another program: {1}", "Close what writes to it, or raise `busy_timeout`; where a source reads the database that a target writes, give the connection `journal: wal`.");

    public static readonly DiagnosticDescriptor TriggerRolledBack = Error("DM3234",
        "a trigger of table '{0}' rolled back the whole transaction: {1}", "Let the trigger use RAISE(ABORT), so that only its row is refused.");

    public static readonly DiagnosticDescriptor ColumnsOfOneName = Error("DM3235",
        "the query returns two columns called '{0}'", "Give one of them another name with `as`.");

    public static readonly DiagnosticDescriptor NotAQuery = Error("DM3236",
        "the query {0}", "Write one statement that returns rows.");

    public static readonly DiagnosticDescriptor CommitRefused = Error("DM3237",
        "{0} refuses to commit: {1}", "A deferred foreign key is checked here and cannot name its row; load the parents first, or make the key immediate.");

    public static readonly DiagnosticDescriptor TransactionLost = Error("DM3238",
        "another target on the same database failed and took this target's open transaction with it", "See the failure reported for the other target.");

    public static readonly DiagnosticDescriptor SharedTransaction = Error("DM3280",
        "the targets of a run on {0} share its one transaction, so they must have the same `{1}`", "Give it to all of them or to none, or load them by pipelines of their own.");

    public static readonly DiagnosticDescriptor ConstraintsBroken = Error("DM3282",
        "after the load table '{0}' breaks what `check_constraints: false` left unchecked: {1}", "Load the missing parents or correct the rows; the table keeps them, unless the load was `atomic` or a `replace`.");

    public static readonly DiagnosticDescriptor TooSlow = Error("DM3283",
        "a statement in {0} took longer than {1} seconds", "Give it a longer `command_timeout`, or 0 for as long as it takes.");

    public static readonly DiagnosticDescriptor OwnTransaction = Error("DM3284",
        "the statement begins or ends a transaction, which it must not do here: {0}", "Leave BEGIN, COMMIT and ROLLBACK out; each text of `before` and `after` is a transaction by itself.");

    public static readonly DiagnosticDescriptor RowsMissing = Error("DM3285",
        "the table that is to replace '{0}' has {1} rows, but {2} were written to it", "Another program must have changed it; run again. The old table is as it was.");

    public static readonly DiagnosticDescriptor UnboundParameter = Error("DM3286",
        "the statement has a parameter {0} that `parameters` does not name", "Write parameters as @name, and give each a value in `parameters`.");

    public static readonly DiagnosticDescriptor Unfinished = Error("DM3288",
        "{0} holds a transaction that a killed program has left, and it cannot be undone by who may only read", "Open it once with the right to write to it and its folder.");

    public static readonly DiagnosticDescriptor NoCursor = Error("DM3289",
        "the run's place in the query cannot be read: {0}", "Run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor LoadedSince = Error("DM3290",
        "run {0} cannot be taken up in target '{1}': it was loaded by another run since ({2})", "Run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor TakenOver = Error("DM3291",
        "run {0} has lost target '{1}': another process has taken it over", "Nothing of the open batch was written. Look at `datamigrate history` for who has it now.");

    public static readonly DiagnosticDescriptor GoneOn = Error("DM3297",
        "the last commit of run {0} in target '{1}' took effect only just now", "Take the run up again: `datamigrate resume`.");

    public static readonly DiagnosticDescriptor OtherRows = Error("DM3298",
        "the rows behind the last checkpoint of the load into table '{0}' are others than those that its connections have committed of them", "The source or the pipeline has changed since. Undo the run (`datamigrate rollback`) and run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor CommitUndecided = Error("DM3299",
        "the connection to {0} was lost while a batch was committed, and nobody can be asked whether it was: {1}", "Where the target keeps checkpoints, `datamigrate resume` finds out; else compare the table with the run's report before running again.");

    public static readonly DiagnosticDescriptor CommitsLost = Error("DM3287",
        "{0} has come back without the last rows of table '{1}' that it had said were committed", "The run goes on from the checkpoint that stands there; where it has stopped, by `datamigrate resume`.");

    public static readonly DiagnosticDescriptor NoCheckpoints = Error("DM3292",
        "{0} does not let the run keep its checkpoints in table datamigration_checkpoints: {1}", "Grant the right to make and change it, or give the target `checkpoints: false`: a load that stops is begun again from the start then.");

    public static readonly DiagnosticDescriptor NoJournal = Error("DM3293",
        "{0} does not let the run keep the journal that undoes it: {1}", "Grant the right to make tables beside the target's, or say `rollback: none`: the run cannot be undone then.");

    public static readonly DiagnosticDescriptor JournalUnread = Error("DM3294",
        "what run {0} noted of target '{1}' in datamigration_journals cannot be read", "It was changed by hand, or written by another version of this program.");

    public static readonly DiagnosticDescriptor JournalHeld = Error("DM3295",
        "pipeline '{0}' is loading table {1} at this moment, or another process undoes it", "Wait until it is over.");

    public static readonly DiagnosticDescriptor UndoCounts = Error("DM3296",
        "table {0} cannot be undone: {1}", "Nothing of the step at hand was done. Give the table back what it had when the run loaded it, or forget the run.");

    private static DiagnosticDescriptor Error(string code, string message, string remedy) => new(code, DiagnosticSeverity.Error, message, remedy);
}
