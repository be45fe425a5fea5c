namespace DataMigration.Connectors;

/// <summary>
/// An open target. Called by one task: any number of writes, a commit now and then and after the last write, then <see cref="CompleteAsync"/>
/// once. Disposed without completion it leaves what was committed (a database) or nothing at all (a file).
/// </summary>
public interface ITargetWriter : IAsyncDisposable
{
    /// <summary>Whether committed rows stay when the load is not completed (a database), or nothing does (a file that appears whole).</summary>
    bool KeepsCommits { get; }

    /// <summary>Writes the selected rows of a batch. Row failures are a result, never an exception. The batch stays the caller's.</summary>
    /// <exception cref="Failures.MigrationException">The target failed as a whole.</exception>
    ValueTask<WriteResult> WriteAsync(WriteBatch batch, CancellationToken cancellationToken);

    /// <summary>After this, all rows written so far survive a crash (of a file target: stand in its temporary file).</summary>
    ValueTask CommitAsync(CancellationToken cancellationToken);

    /// <summary>The load is whole: a file takes its real name now.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
