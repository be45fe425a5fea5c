namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Which rows of a whole load's table are the run's.</summary>
internal enum SqlServerOwnership
{
    /// <summary>None: it has added none, or they are gone.</summary>
    None,

    /// <summary>Those whose hashes the journal has.</summary>
    Hashed,

    /// <summary>All, as their number says: the run did not come to its end, where it would have noted their hashes.</summary>
    All,

    /// <summary>Nobody knows: the run did not come to its end, and there are more rows than it has added, or fewer.</summary>
    Unknown,
}
