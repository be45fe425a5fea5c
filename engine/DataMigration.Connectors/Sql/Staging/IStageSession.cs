using System.Data.Common;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>
/// A connection with a stage table of its own, and one transaction at a time. Every member throws <see cref="StageRowException"/> for what is held against a row
/// and <see cref="Failures.MigrationException"/> for all else.
/// </summary>
internal interface IStageSession : IAsyncDisposable
{
    /// <summary>Begins the transaction of the next chunk: connects anew if the connection was lost, and undoes what is open.</summary>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Commits it; a failure means that it had no effect.</summary>
    /// <param name="checkpoint">To be kept in it, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task CommitAsync(string? checkpoint, CancellationToken cancellationToken);

    /// <summary>Commits that were answered before they were on the disk are there after this. Can be asked for again where it fails.</summary>
    Task MakeDurableAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task SaveAsync(string name, CancellationToken cancellationToken);

    /// <summary>Goes back to a savepoint, which stays.</summary>
    Task GoBackAsync(string name, CancellationToken cancellationToken);

    /// <summary>Forgets a savepoint, where the database keeps account of each.</summary>
    Task ReleaseAsync(string name, CancellationToken cancellationToken);

    /// <summary>Undoes the open transaction, if there is one; a connection that is gone has done so.</summary>
    Task UndoAsync(CancellationToken cancellationToken);

    /// <summary>In this transaction nobody is waited for longer than a moment: another one of this load may be who holds a key.</summary>
    Task LimitWaitsAsync(CancellationToken cancellationToken);

    /// <summary>Sends rows, both ends included, straight into the target by the database's bulk path.</summary>
    Task LoadAsync(StageChunk chunk, int low, int high, CancellationToken cancellationToken);

    /// <summary>Fills the stage, which is empty afterwards but for them; each row under its number.</summary>
    Task StageAsync(StageChunk chunk, CancellationToken cancellationToken);

    /// <summary>Whether a refusal while the stage is filled can be told to its row, by filling it in parts.</summary>
    bool StagesParts => false;

    /// <summary>Takes out what an earlier chunk has left in the stage.</summary>
    Task EmptyStageAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Adds rows of a range to the stage.</summary>
    Task StageAsync(StageChunk chunk, int low, int high, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Takes rows out of the stage.</summary>
    Task UnstageAsync(IReadOnlyCollection<int> rows, CancellationToken cancellationToken);

    /// <summary>Runs a statement over the staged rows of a range, both ends included.</summary>
    /// <returns>Rows it wrote.</returns>
    Task<int> ExecuteAsync(string statement, int low, int high, CancellationToken cancellationToken);

    Task<List<T>> QueryAsync<T>(string query, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>The same over the staged rows of a range.</summary>
    Task<List<T>> QueryAsync<T>(string query, int low, int high, Func<DbDataReader, T> read, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>The texts of one load. Row numbers come from a column of the stage; ranges are the parameters of <see cref="IStageSession.ExecuteAsync"/>.</summary>
internal interface IStageStatements
{
    /// <summary>Staged rows that share their values of these columns with others: row, and the first row of them.</summary>
    string Shared(StageUnique unique);

    /// <summary>Staged rows whose values stand in the target already; of a keyed load, in a row of another key that is not staged itself.</summary>
    string Taken(StageUnique unique, bool otherKeysOnly);

    /// <summary>Staged rows whose values stand in a row of the target of another key that is staged itself: row, and the first staged row of that key.</summary>
    string Held(StageUnique unique);

    /// <summary>Staged rows whose parent is not there. Of a reference to the table itself: row and a staged row that would be its parent, or null.</summary>
    string Orphans(StageForeignKey key);

    string Breakers(StageCheck check);

    /// <summary>
    /// Staged rows of a range and their keys as text, equal for keys that are equal to the database; null where the bytes that are sent tell it as well.
    /// A row whose key the database cannot read makes it fail.
    /// </summary>
    string? Keys => null;

    /// <summary>Staged rows whose key stands in the target.</summary>
    string Existing { get; }

    string Insert { get; }

    /// <summary>Inserts rows whose key the target lacks.</summary>
    string InsertMissing { get; }

    /// <summary>
    /// How many rows of a range a statement (<see cref="InsertMissing"/>, <see cref="Update"/>, <see cref="Delete"/>) is about, asked before it where a trigger may leave some out;
    /// null where none can.
    /// </summary>
    string? CountOf(string statement) => null;

    /// <summary>Changes rows of the target that differ from the staged ones of their key; null when there is nothing to change in a row.</summary>
    string? Update { get; }

    string Delete { get; }
}
