namespace DataMigration.Connectors.Files.Journals;

/// <summary>One name that a run changes.</summary>
internal sealed record JournaledFile
{
    public required string Path { get; init; }

    /// <summary>Where the file that had the name before is kept, if there was one.</summary>
    public required string Kept { get; init; }

    /// <summary>Of <see cref="KeptFile"/>: what is kept of this name with this number or a higher one came later.</summary>
    public required int Generation { get; init; }

    /// <summary>The file that had the name before, or null when there was none.</summary>
    public FileStamp? Former { get; init; }

    /// <summary>The file that the run gives the name to, or null when it only takes the former one away.</summary>
    public FileDigest? Left { get; init; }

    /// <summary>Whether it is being undone: that nothing is there may be our own work.</summary>
    public bool Going { get; init; }

    /// <summary>The number that is higher than those of all that other runs keep of a name.</summary>
    public static int NextGeneration(IEnumerable<KeptFile> kept, string run) => kept.Where(k => k.Run != run).Select(k => k.Generation).DefaultIfEmpty().Max() + 1;
}
