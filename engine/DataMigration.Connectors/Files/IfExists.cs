namespace DataMigration.Connectors.Files;

/// <summary>What a file target does about a file of its name.</summary>
public enum IfExists
{
    /// <summary>The new file takes its place when the load is whole.</summary>
    Replace,

    /// <summary>The run is refused.</summary>
    Fail,
}
