using DataMigration.Connectors;

namespace DataMigration.Journals;

/// <summary>
/// Opens the journals of earlier runs: an <see cref="IConnection"/>, or the one <see cref="IJournalKeeper"/> with a constructor without parameters that the catalogue finds, which keeps those of files.
/// </summary>
public interface IJournalKeeper
{
    /// <summary>Opens what a run has written down.</summary>
    /// <param name="place">Whose it is.</param>
    /// <param name="address">As <see cref="IJournaledTarget.JournalOf"/> said.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Null when nothing is there: the run never came to this target, or its journal was undone or forgotten.</returns>
    /// <exception cref="Failures.MigrationException">It cannot be reached, or another process loads or undoes the same target.</exception>
    ValueTask<IJournal?> OpenJournalAsync(CheckpointPlace place, JournalAddress address, CancellationToken cancellationToken);
}

/// <summary>What undoes one run on one target. While it is open, no run of the pipeline loads the target. Called by one task.</summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Bytes that it takes, the former file or table included; 0 when unknown.</summary>
    long Bytes { get; }

    /// <summary>Why it cannot be undone now (a later run on the same target that is not undone), as the end of a sentence, or null.</summary>
    string? Obstacle { get; }

    /// <summary>Compares with the target as it is now. Changes nothing.</summary>
    /// <exception cref="Failures.MigrationException">The target cannot be read.</exception>
    ValueTask<UndoPlan> PlanAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Undoes in steps that are durable each by itself together with the note that it is done, so that it can be called again after any interruption. Conflicts are left as they are, and their part of the
    /// journal with them, unless <paramref name="force"/>. When nothing is left to undo the journal is gone.
    /// </summary>
    /// <param name="force">Undo what somebody has changed since, too.</param>
    /// <param name="progress">Is told how many rows (of a file: one) are done; from any thread.</param>
    /// <param name="cancellationToken">Ends it behind the step at hand.</param>
    /// <exception cref="Failures.MigrationException">The target cannot be written.</exception>
    ValueTask<UndoResult> UndoAsync(bool force, IProgress<long> progress, CancellationToken cancellationToken);

    /// <summary>Writes the statements (of a file: commands) that would undo it, for somebody who may do what this user may not. Changes nothing.</summary>
    ValueTask WriteScriptAsync(TextWriter script, bool force, CancellationToken cancellationToken);

    /// <summary>Takes the journal away, and with it what it kept: the run stays as it is for good.</summary>
    ValueTask ForgetAsync(CancellationToken cancellationToken);
}
