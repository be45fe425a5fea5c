namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// What a transaction has done since it began, so that it can be done again: many an error in a trigger ends the whole transaction, savepoints and all. Statements over neighbouring ranges become
/// one; rows between them that are out of the stage do not count.
/// </summary>
/// <param name="merges">Whether ranges may be run together: not where a later row may have the key of an earlier one.</param>
internal sealed class SqlServerJournal(bool merges)
{
    private readonly List<Entry> _entries = [];

    private readonly record struct Entry(string? Mark, IReadOnlyCollection<int>? Unstaged, string Statement, int Low, int High);

    /// <summary>Rows that were refused when they stood alone: they leave the stage for good.</summary>
    public HashSet<int> Refused { get; } = [];

    public void Clear()
    {
        _entries.Clear();
        Refused.Clear();
    }

    public void Mark(string name) => _entries.Add(new Entry(name, null, "", 0, 0));

    public void Unstage(IReadOnlyCollection<int> rows) => _entries.Add(new Entry(null, rows, "", 0, 0));

    public void Add(string statement, int low, int high) => _entries.Add(new Entry(null, null, statement, low, high));

    /// <summary>Forgets what was done since the last mark of a name.</summary>
    public void GoBack(string name)
    {
        int at = _entries.FindLastIndex(e => e.Mark == name);
        if (at < 0) throw new InvalidOperationException($"There is no savepoint {name}.");
        _entries.RemoveRange(at + 1, _entries.Count - at - 1);
    }

    /// <summary>The savepoints to set before anything else, the rows to take out of the stage, and the statements to run again, in order.</summary>
    public (IReadOnlyList<string> Marks, IReadOnlyCollection<int> Unstaged, IReadOnlyList<(string Statement, int Low, int High)> Statements) Replay()
    {
        var marks = _entries.TakeWhile(e => e.Mark is not null).Select(e => e.Mark!).Distinct().ToList();
        var unstaged = _entries.Where(e => e.Unstaged is not null).SelectMany(e => e.Unstaged!).ToHashSet();
        var statements = new List<(string Statement, int Low, int High)>();
        foreach (var entry in _entries.Where(e => e.Statement.Length > 0))
        {
            int last = merges ? statements.FindLastIndex(s => s.Statement == entry.Statement) : -1;
            if (last >= 0 && Follows(statements[last].High, entry.Low, unstaged)) statements[last] = statements[last] with { High = entry.High };
            else statements.Add((entry.Statement, entry.Low, entry.High));
        }
        return (marks, unstaged, statements);
    }

    private bool Follows(int high, int low, HashSet<int> unstaged)
    {
        if (low <= high) return false;
        for (int row = high + 1; row < low; row++)
            if (!Refused.Contains(row) && !unstaged.Contains(row)) return false;
        return true;
    }
}
