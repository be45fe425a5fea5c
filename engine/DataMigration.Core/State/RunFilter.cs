namespace DataMigration.State;

/// <summary>Which runs of the history; everything null = all.</summary>
public sealed record RunFilter
{
    /// <summary>Of this pipeline.</summary>
    public string? Pipeline { get; init; }

    /// <summary>With this status, as it is written down.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Started at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Started before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Only those that can be taken up.</summary>
    public bool Resumable { get; init; }

    /// <summary>Only those whose journals are kept.</summary>
    public bool HasJournals { get; init; }

    /// <summary>At most so many, the newest.</summary>
    public int? Limit { get; init; }
}
