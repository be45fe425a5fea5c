namespace DataMigration.Connectors.Json;

/// <summary>How a missing value is written.</summary>
public enum JsonNulls
{
    /// <summary>As null.</summary>
    Write,

    /// <summary>Not at all; an object without any value is left out as well.</summary>
    Omit,
}
