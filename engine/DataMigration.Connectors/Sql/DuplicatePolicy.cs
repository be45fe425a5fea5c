namespace DataMigration.Connectors.Sql;

/// <summary>What happens to a row whose key this run has written already.</summary>
public enum DuplicatePolicy
{
    /// <summary>The later row is rejected.</summary>
    Reject,

    /// <summary>The later row is skipped.</summary>
    First,

    /// <summary>The later row replaces the values of the earlier one.</summary>
    Last,
}
