namespace DataMigration.Connectors.Files.Journals;

/// <summary>What one run does to the files of one target.</summary>
internal sealed record JournaledLoad
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Pipeline { get; init; }

    public required string Target { get; init; }

    public required string Run { get; init; }

    /// <summary>The target's, a place for a number included.</summary>
    public required string Path { get; init; }

    /// <summary>Those that the run has made, the innermost first.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>None before the load is whole: until then no name is touched.</summary>
    public IReadOnlyList<JournaledFile> Files { get; init; } = [];

    /// <summary>Whether all names were given.</summary>
    public bool Completed { get; init; }
}
