namespace DataMigration.State;

/// <summary>
/// Where runs are written down, and which keeps two runs of one pipeline apart. Made without I/O; its tables are made, or brought up to date, by the first call that needs them.
/// Called by several threads at once.
/// </summary>
/// <remarks>Every call throws <see cref="Failures.MigrationException"/> when the store cannot be reached, may not be written, or was written by a newer version of this program.</remarks>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>Where it is, secrets masked, for messages.</summary>
    string Description { get; }

    /// <summary>Claims a pipeline for this process, without waiting.</summary>
    /// <returns>Null when another has it: the newest record of it that says <see cref="RunStatus.Running"/> tells who.</returns>
    ValueTask<IRunLock?> TryLockAsync(string pipeline, CancellationToken cancellationToken);

    /// <summary>Writes a new run down.</summary>
    ValueTask AddAsync(RunRecord record, CancellationToken cancellationToken);

    /// <summary>Writes a run down as it is now.</summary>
    ValueTask UpdateAsync(RunRecord record, CancellationToken cancellationToken);

    /// <summary>Notes a sign of life.</summary>
    ValueTask BeatAsync(string run, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>The run with this id, or null.</summary>
    ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancellationToken);

    /// <summary>Runs, newest first.</summary>
    ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunFilter filter, CancellationToken cancellationToken);

    /// <summary>Takes a run out of the history.</summary>
    ValueTask RemoveAsync(string run, CancellationToken cancellationToken);
}
