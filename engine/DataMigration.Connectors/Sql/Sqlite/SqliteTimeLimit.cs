namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// How long one execution of a statement may take. SQLite asks every so many steps of its machine; a look at the clock for each of the many short statements
/// of a load would cost more than they do.
/// </summary>
internal sealed class SqliteTimeLimit
{
    /// <summary>A few milliseconds of work.</summary>
    public const int StepsBetween = 200_000;

    private long _execution;
    private long _asked = -1;
    private long _since;

    /// <summary>0 = as long as it takes.</summary>
    public int Seconds { get; set; }

    /// <summary>Whether the statement that was interrupted last was so for its time.</summary>
    public bool Exceeded { get; private set; }

    /// <summary>What runs from now on is another execution.</summary>
    public void Next()
    {
        _execution++;
        Exceeded = false;
    }

    /// <summary>SQLite's question: anything but 0 interrupts the statement.</summary>
    public int Ask(object? state)
    {
        long now = Environment.TickCount64;
        if (_asked != _execution) (_asked, _since) = (_execution, now);
        Exceeded = Seconds > 0 && now - _since > Seconds * 1000L;
        return Exceeded ? 1 : 0;
    }
}
