namespace DataMigration.Connectors.Json;

/// <summary>What to do about keys that no field takes.</summary>
public enum JsonUndeclared
{
    /// <summary>The row is rejected.</summary>
    Reject,

    /// <summary>They are passed over.</summary>
    Ignore,
}
