using DataMigration.Data;

namespace DataMigration.Connectors.Sql;

/// <summary>A connection that sql sources and targets can use: one folder a dialect, which knows all that differs between databases.</summary>
internal interface ISqlConnection : IConnection
{
    /// <summary>How the database compares the names of columns.</summary>
    StringComparer Names { get; }

    /// <summary>What can be asked of it.</summary>
    SqlAbilities Abilities { get; }

    /// <summary>What `plan` says of loads into it, beyond what it says of every database.</summary>
    IReadOnlyList<string> LoadFacts => [];

    /// <summary>How it writes literals, names and comments.</summary>
    SqlLexis Lexis { get; }

    /// <summary>Whether its readers are <see cref="ISqlBlockReader"/>s.</summary>
    bool ReadsBlocks => false;

    /// <summary>An identifier as it stands in a statement, whatever characters it has.</summary>
    string Quote(string identifier);

    /// <summary>Prepares a query without running it.</summary>
    ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken);

    /// <summary>For several readers at once.</summary>
    ValueTask<ISqlSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Looks a table up; touches nothing, a missing database included.</summary>
    ValueTask<SqlLookup> FindTableAsync(SqlName name, CancellationToken cancellationToken);

    /// <summary>Why values of a field cannot stand in a column as they are (another kind, digits that would be cut), as the end of a sentence, or null when they can. A value
    /// that may or may not fit (a long text, a great number) is no reason: its row is rejected when it comes.</summary>
    string? Refusal(Field field, SqlColumn column);

    /// <summary>Why a field cannot become a column of a new table without loss, as the end of a sentence, or null when it can.</summary>
    string? Refusal(Field field);

    /// <summary>Why a table cannot give its place to one that is made beside it, as the end of a sentence, or null when it can.</summary>
    string? ReplaceRefusal(SqlTable table);

    /// <summary>Opens a table for writing: as it is by then it must pass <see cref="SqlTableCheck"/>, or is to be made.</summary>
    ValueTask<ITargetWriter> OpenWriterAsync(SqlWrite write, CancellationToken cancellationToken);

    /// <summary>What a run has left of a checkpoint, or null.</summary>
    /// <param name="table">The table that it loads.</param>
    /// <param name="place">Whose it is.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    ValueTask<TargetCheckpoint?> FindCheckpointAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken);

    /// <summary>Takes away what a run has left that nobody will take up: its checkpoint, the table beside of a `replace`.</summary>
    ValueTask DiscardAsync(SqlName table, CheckpointPlace place, CancellationToken cancellationToken);

    /// <summary>Why a load into a table that is there could not be undone, as the end of a sentence, or null.</summary>
    ValueTask<string?> FindJournalObstacleAsync(SqlWrite write, SqlTable table, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);

    /// <summary>An encoder for one worker, once a writer is open, or null where rows are not encoded ahead.</summary>
    IBlockEncoder? CreateEncoder(SqlWrite write) => null;
}
