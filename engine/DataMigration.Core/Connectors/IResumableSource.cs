namespace DataMigration.Connectors;

/// <summary>A source whose reading can be taken up in the middle by a later process: what it hands out carries cursors (<see cref="Data.Block.Cursor"/>, <see cref="Data.RecordBatch.Cursor"/>).</summary>
public interface IResumableSource : ISource
{
    /// <summary>Why the options at hand do not allow it (a pipe, a query without a key), as the end of a sentence, or null when they do. No I/O.</summary>
    string? ResumeObstacle { get; }

    /// <summary>What is read, in a few words that change when it does and that people understand: files with their lengths, the text of a query. Asked after discovery.</summary>
    string Identity { get; }

    /// <summary>Proves that what was read up to a cursor is unchanged, and has the next reading begin behind it: the blocks are cut there as they were. Called after discovery, before reading.</summary>
    /// <param name="cursor">Of an earlier reading, perhaps of another process.</param>
    /// <param name="acceptChanges">Whether to go on where the source cannot prove that what lies before is unchanged; never where it has proved the opposite.</param>
    /// <param name="cancellationToken">Proving reads.</param>
    /// <exception cref="Failures.MigrationException">It changed, or cannot be read.</exception>
    ValueTask ResumeAsync(string cursor, bool acceptChanges, CancellationToken cancellationToken);

    /// <summary>Has the next reading begin at the start after all: something else reads before the run does.</summary>
    ValueTask RewindAsync();
}
