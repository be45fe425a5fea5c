namespace DataMigration.Checkpoints;

/// <summary>Where a run begins: at the start, or behind what an earlier attempt has committed.</summary>
internal sealed record ResumePoint
{
    public static ResumePoint Start { get; } = new();

    /// <summary>What all targets have; null = nothing.</summary>
    public Checkpoint? From { get; init; }

    /// <summary>The commit behind it, where the last attempt ended between two targets, else null.</summary>
    public Checkpoint? Ahead { get; init; }

    /// <summary>The targets that have that one.</summary>
    public IReadOnlySet<string> TargetsAhead { get; init; } = new HashSet<string>();

    /// <summary>What each target that keeps checkpoints was found to have, as it keeps it.</summary>
    public IReadOnlyDictionary<string, string> Kept { get; init; } = new Dictionary<string, string>();

    /// <summary>The targets whose load has come to its end.</summary>
    public IReadOnlySet<string> Completed { get; init; } = new HashSet<string>();

    /// <summary>Where a target stands.</summary>
    public string? MarkOf(string target) => (TargetsAhead.Contains(target) ? Ahead : From)?.Marks.GetValueOrDefault(target);
}
