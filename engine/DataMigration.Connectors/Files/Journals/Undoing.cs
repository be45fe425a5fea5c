namespace DataMigration.Connectors.Files.Journals;

/// <summary>What undoes the change of one name.</summary>
internal enum Undoing
{
    /// <summary>It is as it was.</summary>
    Nothing,

    /// <summary>It is as it was, but the former file has a second name.</summary>
    Release,

    /// <summary>The run's file goes.</summary>
    Delete,

    /// <summary>The former file takes the place of the run's.</summary>
    Restore,

    /// <summary>The file that the run took away comes back.</summary>
    Reinsert,

    /// <summary>What was kept is not there any more.</summary>
    Impossible,
}
