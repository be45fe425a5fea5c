namespace DataMigration.Connectors;

/// <summary>A target whose load can be taken up in the middle by a later process.</summary>
public interface IResumableTarget : ITarget
{
    /// <summary>Why the options at hand do not allow it (standard output, one transaction for the whole load), as the end of a sentence, or null when they do. No I/O.</summary>
    string? ResumeObstacle { get; }

    /// <summary>Whether the target keeps the run's checkpoint itself, in the transaction of the rows it stands for.</summary>
    bool KeepsCheckpoints { get; }

    /// <summary>What the load depends on in the target (its columns and their types), in words that change when it does; null when nothing. Asked after <see cref="ITarget.CheckAsync"/>.</summary>
    string? Layout => null;

    /// <summary>The checkpoint that the last transaction of a run has left, empty when the run has opened the target and committed nothing yet; null when the target knows nothing of the run.</summary>
    /// <param name="place">Whose it is.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="Failures.MigrationException">The target cannot be reached.</exception>
    ValueTask<TargetCheckpoint?> FindCheckpointAsync(CheckpointPlace place, CancellationToken cancellationToken) => ValueTask.FromResult<TargetCheckpoint?>(null);

    /// <summary>Takes away what an unfinished run has left that nobody will take up any more (a temporary file, a table beside, its checkpoint). Rows that it committed stay.</summary>
    /// <param name="place">Whose it is.</param>
    /// <param name="mark">Its last <see cref="ITargetWriter.MarkAsync"/>, or null when it came to none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Failures.MigrationException">It cannot be taken away.</exception>
    ValueTask DiscardAsync(CheckpointPlace place, string? mark, CancellationToken cancellationToken);
}

/// <summary>Whose checkpoint.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Target">The target's name in it.</param>
/// <param name="Run">The run.</param>
public sealed record CheckpointPlace(string Pipeline, string Target, string Run);

/// <summary>What a target has kept.</summary>
/// <param name="Text">The engine's, as it was handed to <see cref="ITargetWriter.CommitAsync"/>, or empty.</param>
/// <param name="Completed">Whether the load into this target came to its end.</param>
public sealed record TargetCheckpoint(string Text, bool Completed);

/// <summary>Asks a target to keep its load fit to be taken up.</summary>
/// <param name="Place">Whose it is.</param>
/// <param name="Folder">The run's own folder, not made yet: files there survive the process and go when the run is complete.</param>
/// <param name="Resume">What <see cref="ITargetWriter.MarkAsync"/> said at the checkpoint from which the load goes on: everything behind it is not there, or is taken away; null = the load begins.</param>
/// <param name="Kept">The checkpoint that the target itself was found to have; where it has another one when it is opened, it has gone on since and refuses. Null = it keeps none.</param>
public sealed record CheckpointRequest(CheckpointPlace Place, string Folder, string? Resume, string? Kept = null)
{
    /// <summary>
    /// Whether no other target keeps checkpoints of the run. Then its last commits may be lost when its server crashes (with their checkpoints): the run goes on from the one that stands. So they need
    /// not be on the disk when they are answered, only behind <see cref="ITargetWriter.MakeDurableAsync"/>.
    /// </summary>
    public bool Alone { get; init; }
}
