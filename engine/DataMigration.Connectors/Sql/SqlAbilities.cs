namespace DataMigration.Connectors.Sql;

/// <summary>What a database offers of that which not every one does.</summary>
internal sealed record SqlAbilities
{
    /// <summary>Tables stand in schemas that can be named.</summary>
    public required bool Schemas { get; init; }

    /// <summary>The isolation levels that can be asked for.</summary>
    public required IReadOnlyList<SqlIsolation> Isolations { get; init; }

    /// <summary>Several connections can write to one table at once.</summary>
    public required bool WritesInParallel { get; init; }

    /// <summary>The triggers of a table can be switched off for a load.</summary>
    public required bool TriggersOff { get; init; }

    /// <summary>Foreign keys and CHECKs can be switched off for a load, and checked at its end.</summary>
    public required bool ConstraintsOff { get; init; }

    /// <summary>Loads keep checkpoints in their transactions.</summary>
    public bool KeepsCheckpoints { get; init; }

    /// <summary>Loads keep journals, in the transactions of their rows.</summary>
    public bool KeepsJournals { get; init; }

    /// <summary>Several connections can read one and the same state.</summary>
    public required bool SharesSnapshots { get; init; }
}
