namespace DataMigration.Journals;

/// <summary>What undoing would do. Of a file: a file is a row.</summary>
public sealed record UndoPlan
{
    /// <summary>Rows the run added, which go.</summary>
    public long Deletes { get; init; }

    /// <summary>Rows the run changed, which get their old values back.</summary>
    public long Restores { get; init; }

    /// <summary>Rows the run took away, which come back.</summary>
    public long Reinserts { get; init; }

    /// <summary>Rows that somebody has changed, added or taken away since.</summary>
    public long Conflicts { get; init; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<UndoConflict> Samples { get; init; } = [];

    /// <summary>What is not undone, or done besides (the table that the run has made goes), each a sentence for people.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}

/// <summary>A row that is not as the run has left it.</summary>
/// <param name="Row">Its key (<c>id = 17, region = 'EU'</c>), or the path of a file.</param>
/// <param name="What">What became of it, as the end of a sentence: <c>was changed since</c>.</param>
public sealed record UndoConflict(string Row, string What);

/// <summary>What undoing did.</summary>
/// <param name="Done">Rows brought back to what they were.</param>
/// <param name="Conflicts">Rows left as they are.</param>
/// <param name="Samples">The first of them.</param>
public sealed record UndoResult(long Done, long Conflicts, IReadOnlyList<UndoConflict> Samples);
