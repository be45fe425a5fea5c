using System.Text.Json.Serialization;

namespace DataMigration.Execution;

/// <summary>Rows by their one end state: <c>read + added = written + rejected + filtered + skipped</c>, or the run fails.</summary>
public sealed record RunCounts
{
    public long Read { get; init; }
    public long Added { get; init; }
    public long Written { get; init; }
    public long Rejected { get; init; }
    public long Filtered { get; init; }
    public long Skipped { get; init; }
    public long Warnings { get; init; }

    /// <summary>Rows that must end somewhere.</summary>
    [JsonIgnore]
    public long All => Read + Added;

    [JsonIgnore]
    public bool AddUp => Read + Added == Written + Rejected + Filtered + Skipped;
}
