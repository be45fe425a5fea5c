namespace DataMigration.Connectors;

/// <summary>
/// An open target. Called by one task: a write and a commit a chunk of rows (a transaction's worth), then <see cref="CompleteAsync"/>
/// once. Disposed without completion it leaves what was committed (a database) or nothing at all (a file).
/// </summary>
public interface ITargetWriter : IAsyncDisposable
{
    /// <summary>Whether committed rows stay when the load is not completed (a database), or nothing does (a file that appears whole, a load in one transaction).</summary>
    bool KeepsCommits { get; }

    /// <summary>How many transactions it fills at once: a chunk has so many times the rows of one.</summary>
    int Connections => 1;

    /// <summary>Whether few rows at once cost no more than many (a file). Where all targets of a run say so, a chunk is a block or two, whatever `batch.rows` is.</summary>
    bool TakesSmallChunks => false;

    /// <summary>
    /// Whether the rows of a chunk can be written again after a <see cref="Failures.MigrationException.Temporary"/> failure of <see cref="WriteAsync"/> or
    /// <see cref="CommitAsync"/>: the writer then undoes what it did since the last commit, connects anew if it must, and a failed commit is known to have had no effect.
    /// </summary>
    bool CanWriteAgain => false;

    /// <summary>Writes the selected rows of the batches, in order. Row failures are a result, never an exception. The batches stay the caller's, unchanged until the commit.</summary>
    /// <returns>A result a batch, with row numbers of that batch.</returns>
    /// <exception cref="Failures.MigrationException">The target failed as a whole.</exception>
    ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken);

    /// <summary>
    /// Says where the load stands behind the rows written so far, for <see cref="CheckpointRequest.Resume"/>, and hands to the system what is kept outside of its transaction (a file's bytes).
    /// Asked between write and commit, and once more before completion.
    /// </summary>
    /// <param name="last">No more rows come: a file is closed, so that only its name is left to be given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The target's own words, or null where the load cannot be taken up.</returns>
    ValueTask<string?> MarkAsync(bool last, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    /// <summary>
    /// After this, all rows written so far survive a crash of the process (of a file target: stand in its temporary file); that of a server from <see cref="MakeDurableAsync"/> on, where
    /// <see cref="CheckpointRequest.Alone"/> allows it.
    /// </summary>
    /// <param name="checkpoint">What stands for these rows and all before them, to be kept in the same transaction (<see cref="IResumableTarget.KeepsCheckpoints"/>); null = nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Failures.MigrationException">They do not.</exception>
    ValueTask CommitAsync(string? checkpoint, CancellationToken cancellationToken);

    /// <summary>After this, all that was committed survives a crash of whoever keeps it. Before a run says how it ended, and before any target is completed; again after a temporary failure.</summary>
    /// <exception cref="Failures.MigrationException">It does not, or does not stand any more.</exception>
    ValueTask MakeDurableAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>The load is whole: a file takes its real name now.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
