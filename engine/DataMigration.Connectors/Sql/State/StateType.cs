namespace DataMigration.Connectors.Sql.State;

/// <summary>The types of the history's columns that each database calls otherwise.</summary>
internal enum StateType
{
    /// <summary>Short enough for an index.</summary>
    Key,

    /// <summary>Of any length.</summary>
    Text,
}
