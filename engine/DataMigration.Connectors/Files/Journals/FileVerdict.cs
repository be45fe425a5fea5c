namespace DataMigration.Connectors.Files.Journals;

/// <summary>What can be done about one name.</summary>
/// <param name="Entry">Which.</param>
/// <param name="Action">What undoes it; with a conflict only by force.</param>
/// <param name="Conflict">Why it is not as the run has left it, or null.</param>
internal sealed record FileVerdict(JournaledFile Entry, Undoing Action, string? Conflict = null)
{
    private const string Changed = "was changed since";
    private const string Gone = "is gone";

    /// <summary>
    /// Looks at what is there. The run's file is known by its bytes; the former one by where it is kept, or, where the run was killed before it kept it or somebody has brought it back, by what it was like.
    /// </summary>
    /// <param name="entry">Which name.</param>
    /// <param name="unfinished">The run's file before it had the name.</param>
    /// <param name="completed">Whether the run has changed all names; otherwise some may be as they were.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static FileVerdict Of(JournaledFile entry, string unfinished, bool completed, CancellationToken cancellationToken)
    {
        var now = FileStamp.Of(entry.Path);
        bool isKept = File.Exists(entry.Kept);
        if (entry.Left is null) return isKept ? OfTaken(entry, now) : OfTakenForGood(entry, now, completed);
        bool isLeft = now is not null && entry.Left.IsAt(entry.Path, cancellationToken);
        return isKept ? OfReplaced(entry, now, isLeft, completed) : OfAlone(entry, now, isLeft, completed, File.Exists(unfinished));
    }

    private static FileVerdict OfTaken(JournaledFile entry, FileStamp? now) => new(entry, Undoing.Reinsert, now is null ? null : "was made anew since");

    private static FileVerdict OfTakenForGood(JournaledFile entry, FileStamp? now, bool completed) =>
        !completed || entry.Going || now == entry.Former ? new(entry, Undoing.Nothing) : Lost(entry);

    private static FileVerdict OfReplaced(JournaledFile entry, FileStamp? now, bool isLeft, bool completed)
    {
        if (isLeft) return new(entry, Undoing.Restore);
        if (now is null) return new(entry, Undoing.Restore, completed ? Gone : null);
        return now == FileStamp.Of(entry.Kept) ? new(entry, Undoing.Release) : new(entry, Undoing.Restore, Changed);
    }

    private static FileVerdict OfAlone(JournaledFile entry, FileStamp? now, bool isLeft, bool completed, bool isUnfinished)
    {
        if (isUnfinished) return new(entry, Undoing.Nothing);
        // Not kept yet, brought back by us, or by somebody.
        if (entry.Former is not null) return entry.Going || now == entry.Former || (!completed && !isLeft) ? new(entry, Undoing.Nothing) : Lost(entry);
        if (isLeft) return new(entry, Undoing.Delete);
        if (entry.Going) return new(entry, Undoing.Nothing);
        return now is null ? new(entry, Undoing.Nothing, completed ? Gone : null) : new(entry, Undoing.Delete, Changed);
    }

    private static FileVerdict Lost(JournaledFile entry) => new(entry, Undoing.Impossible, $"cannot be brought back, since {entry.Kept} is gone");
}
