using System.Text;

namespace DataMigration.Cli.Faults;

/// <summary>
/// Processes are killed (SIGKILL), or asked to stop, at random moments, as often as it takes. <c>tests/run --long</c> kills more often.
/// </summary>
public sealed class KillTests
{
    [SkippableTheory]
    [MemberData(nameof(KilledMoves.All), MemberType = typeof(KilledMoves))]
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
            exit = await run.RunAsync(command, attempt > KilledMoves.Kills ? null : random.Next(300 + attempt * 100, 1200 + attempt * 200), log, gently: random.Next(3) == 0);
            // Nothing is there to be resumed: it was killed before it had written itself down, and is begun; or behind its last word.
            if (exit == 2 && attempt > 0 && log.ToString().Contains("DM4110", StringComparison.Ordinal)) (exit, attempt) = run.IsComplete() ? (0, attempt) : (-1, -1);
            else if (exit != -1) exit.Should().Be(0, log.ToString());
            log.Clear();
        }
        string[] found = run.Outcome().Split('\n'), wanted = expected.Split('\n');
        string.Join('\n', found.Except(wanted).Take(20)).Should().BeEmpty($"seed {seed} wants {string.Join('\n', wanted.Except(found).Take(20))}");
        found.Should().HaveSameCount(wanted).And.Equal(wanted);
    }
}
