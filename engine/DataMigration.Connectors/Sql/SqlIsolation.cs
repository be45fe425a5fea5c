namespace DataMigration.Connectors.Sql;

/// <summary>What a load's transactions see of others.</summary>
public enum SqlIsolation
{
    ReadCommitted,
    RepeatableRead,
    Serializable,
    Snapshot,
}
