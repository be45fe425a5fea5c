using System.Text;

namespace DataMigration.Cli.Faults;

/// <summary>
/// Processes are killed (SIGKILL), or asked to stop, at random moments, as often as it takes. <c>tests/run --long</c> kills more often.
/// </summary>
public sealed class KillTests
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") is not null;

    private static readonly int Kills = Long ? 6 : 3;

    public static TheoryData<string, string, int> Moves()
    {
        var data = new TheoryData<string, string, int>();
        int seeds = Long ? 12 : 1;
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

    [SkippableTheory]
    [MemberData(nameof(Moves))]
    public async Task A_killed_run_is_resumed_without_a_row_lost_or_doubled(string move, string mode, int seed)
    {
        using var run = new MoveUnderTest(move, mode);
        string expected = await run.WholeAsync();
        var random = new Random(seed * 7919 + move.Length * 31 + mode.Length);
        run.Prepare();
        var log = new StringBuilder();
        int exit = -1;
        for (int attempt = 0; exit == -1; attempt++)
        {
            string[] command = attempt == 0 ? ["run", run.Pipeline] : ["resume", "--output", "json"];
            // Later attempts are let go on for longer, so that there is an end.
            exit = await run.RunAsync(command, attempt > Kills ? null : random.Next(300 + attempt * 100, 1200 + attempt * 200), log, gently: random.Next(3) == 0);
            // Nothing is there to be resumed: it was killed before it had written itself down, and is begun; or behind its last word.
            if (exit == 2 && attempt > 0 && log.ToString().Contains("DM4110", StringComparison.Ordinal)) (exit, attempt) = run.IsComplete() ? (0, attempt) : (-1, -1);
            else if (exit != -1) exit.Should().Be(0, log.ToString());
            log.Clear();
        }
        string[] found = run.Outcome().Split('\n'), wanted = expected.Split('\n');
        string.Join('\n', found.Except(wanted).Take(20)).Should().BeEmpty($"seed {seed} wants {string.Join('\n', wanted.Except(found).Take(20))}");
        found.Should().HaveSameCount(wanted).And.Equal(wanted);
    }

    /// <summary>A run is killed, or comes to its end, and is undone; the undoing is killed as well, and gone on with.</summary>
    [SkippableTheory]
    [MemberData(nameof(Moves))]
    public async Task A_killed_run_is_undone_however_often_the_undoing_is_killed(string move, string mode, int seed)
    {
        using var run = new MoveUnderTest(move, mode);
        run.Prepare();
        run.WriteFormer();
        string before = run.Standing();
        var random = new Random(seed * 104729 + move.Length * 31 + mode.Length);
        var log = new StringBuilder();
        // Every third one is whole.
        await run.RunAsync(["run", run.Pipeline], seed % 3 == 0 ? null : random.Next(500, 1800), log);
        if (run.LastRun() is not { } id) return;
        int exit = -1;
        for (int attempt = 0; exit == -1; attempt++)
        {
            log.Clear();
            exit = await run.RunAsync(["rollback", id], attempt > Kills ? null : random.Next(200 + (attempt * 100), 900 + (attempt * 100)), log);
        }
        // One that had not begun to move rows has nothing to undo, and a rollback may have been killed behind its last word.
        if (exit == 2) log.ToString().Should().ContainAny("has kept no journal", "has been undone by");
        else exit.Should().Be(0, log.ToString());
        run.Standing().Should().Be(before, $"seed {seed}");
        if (exit == 0) run.Kept().Should().BeEmpty();
    }
}
