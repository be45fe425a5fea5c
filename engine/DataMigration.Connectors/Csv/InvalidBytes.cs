namespace DataMigration.Connectors.Csv;

/// <summary>What to do about bytes that are no text in the file's encoding.</summary>
public enum InvalidBytes
{
    /// <summary>The row is rejected.</summary>
    Reject,

    /// <summary>They become U+FFFD, the replacement character.</summary>
    Replace,
}
