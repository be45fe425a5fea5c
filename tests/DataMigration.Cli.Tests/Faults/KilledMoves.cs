namespace DataMigration.Cli.Faults;

/// <summary>The moves that processes are killed in.</summary>
public static class KilledMoves
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") is not null;

    /// <summary>How often a run is killed before it is let go on to its end.</summary>
    public static readonly int Kills = Long ? 6 : 3;

    /// <summary>From where to where, in which mode, and a seed.</summary>
    public static TheoryData<string, string, int> All()
    {
        var data = new TheoryData<string, string, int>();
        int seeds = Long ? 6 : 1;
        foreach (var (move, mode) in new[]
        {
            ("csv→csv", ""), ("csv→csv.gz", ""), ("csv→json", ""),
            ("csv→sqlite", "insert"), ("csv→sqlite", "upsert"), ("csv→sqlite", "replace"), ("csv→sqlite", "truncate"),
            ("csv→postgres", "insert"), ("csv→postgres", "upsert"), ("csv→postgres", "insert_new"), ("csv→postgres", "replace"), ("csv→postgres", "truncate"),
            ("postgres→csv", ""), ("csv→postgres+csv", "insert"),
            ("csv→postgres over 2", "insert"), ("postgres in ranges→csv", ""), ("postgres in ranges→postgres over 2", "insert"),
        })
            for (int seed = 1; seed <= seeds; seed++) data.Add(move, mode, seed);
        return data;
    }
}
