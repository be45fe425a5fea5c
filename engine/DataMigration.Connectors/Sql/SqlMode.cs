namespace DataMigration.Connectors.Sql;

/// <summary>What a sql target does with a row.</summary>
public enum SqlMode
{
    /// <summary>Adds it; a row whose key the table refuses is rejected.</summary>
    Insert,

    /// <summary>Adds it unless its key stood in the table before the run; then it is skipped.</summary>
    InsertNew,

    /// <summary>Adds it, or changes the row of that key where it differs.</summary>
    Upsert,

    /// <summary>Empties the table in the first transaction, then adds it.</summary>
    Truncate,
}
