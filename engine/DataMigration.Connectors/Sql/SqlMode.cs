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

    /// <summary>Changes the row of that key where it differs; a row whose key the table lacks is skipped.</summary>
    Update,

    /// <summary>Deletes the row of that key; a row whose key the table lacks is skipped.</summary>
    Delete,

    /// <summary>Empties the table in the first transaction, then adds it.</summary>
    Truncate,

    /// <summary>Adds it to a table beside, which takes the place of the old one when all rows are there.</summary>
    Replace,
}
