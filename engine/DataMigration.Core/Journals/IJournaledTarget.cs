using DataMigration.Connectors;

namespace DataMigration.Journals;

/// <summary>A target that can write down, beside what a run does to it, what undoes it. Asked for by <see cref="WriteRequest.Journal"/>.</summary>
public interface IJournaledTarget : ITarget
{
    /// <summary>Why the options at hand do not allow it (standard output), as the end of a sentence, or null when they do. After <see cref="ITarget.CheckAsync"/> also what the real target said (a table without a key).</summary>
    string? JournalObstacle { get; }

    /// <summary>Where the journal of a run will stand: enough to find it later without the pipeline. Asked, and kept in the history, before the target is opened.</summary>
    JournalAddress JournalOf(JournalRequest request);
}

/// <summary>Asks a target to keep a journal.</summary>
/// <param name="Place">Whose it is.</param>
/// <param name="Folder">The run's own folder for journals, not made yet; it stays until the journal is undone or forgotten.</param>
public sealed record JournalRequest(CheckpointPlace Place, string Folder);

/// <summary>Where the journal of one run on one target is.</summary>
/// <param name="Keeper">Who opens it: the name of a connection of the project file, or null for the keeper of files.</param>
/// <param name="What">The target for people: a table, a path.</param>
/// <param name="Text">The keeper's own words.</param>
public sealed record JournalAddress(string? Keeper, string What, string Text);
