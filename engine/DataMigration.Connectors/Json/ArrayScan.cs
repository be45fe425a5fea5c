namespace DataMigration.Connectors.Json;

/// <summary>Where a scan of an array stands.</summary>
internal enum ArrayScan
{
    /// <summary>More bytes are needed.</summary>
    NeedsMore,

    /// <summary>The array has just opened: records follow.</summary>
    Opened,

    /// <summary>An element has ended, and enough of them are there for a block.</summary>
    Cut,

    /// <summary>The array has just closed.</summary>
    Closed,
}
