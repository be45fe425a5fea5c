using System.Text;

namespace DataMigration.Cli.Faults;

/// <summary>What a killed run has left is undone, and the undoing is killed at random moments as well.</summary>
public sealed class KilledRollbackTests
{
    /// <summary>A run is killed, or comes to its end, and is undone; the undoing is killed as well, and gone on with.</summary>
    [SkippableTheory]
    [MemberData(nameof(KilledMoves.All), MemberType = typeof(KilledMoves))]
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
            exit = await run.RunAsync(["rollback", id], attempt > KilledMoves.Kills ? null : random.Next(200 + (attempt * 100), 900 + (attempt * 100)), log);
        }
        // One that had not begun to move rows has nothing to undo, and a rollback may have been killed behind its last word.
        if (exit == 2) log.ToString().Should().ContainAny("has kept no journal", "has been undone by");
        else exit.Should().Be(0, log.ToString());
        run.Standing().Should().Be(before, $"seed {seed}");
        if (exit == 0) run.Kept().Should().BeEmpty();
    }
}
