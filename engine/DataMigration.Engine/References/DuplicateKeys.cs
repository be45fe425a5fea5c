namespace DataMigration.References;

/// <summary>What to do about a key that another source has twice.</summary>
public enum DuplicateKeys
{
    /// <summary>The run fails before its first row.</summary>
    Fail,

    /// <summary>The first row counts.</summary>
    First,

    /// <summary>The last row counts.</summary>
    Last,
}
