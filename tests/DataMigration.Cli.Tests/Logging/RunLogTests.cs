using System.Text.Json;
using DataMigration.Execution;

namespace DataMigration.Cli.Logging;

public sealed class RunLogTests
{
    [Fact]
    public void The_log_is_json_lines_beside_the_report()
    {
        using var folder = new TemporaryFolder();
        using (var log = new RunLog(verbose: false))
        {
            log.Started("r1", "customers", 1000, Path.Combine(folder.Path, "run"));
            log.Progressed(new RunProgress(new RunCounts { Read = 10 }, 5, TimeSpan.FromSeconds(1)));
            log.Progressed(new RunProgress(new RunCounts { Read = 20 }, 5, TimeSpan.FromSeconds(11)));
            log.Noted("the database is busy {twice}");
            log.Finished(TestReports.WithRejects);
        }
        var lines = File.ReadLines(Path.Combine(folder.Path, "run", "log.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var messages = lines.Select(l => l.GetProperty("RenderedMessage").GetString()!).ToList();
        messages.Should().Contain(m => m.StartsWith("Started", StringComparison.Ordinal));
        messages.Should().Contain("the database is busy {twice}");
        messages.Count(m => m.StartsWith("Read ", StringComparison.Ordinal)).Should().Be(1);
        messages.Should().Contain(m => m.Contains("31 rows", StringComparison.Ordinal));
        messages.Should().Contain(m => m.StartsWith("DM4004", StringComparison.Ordinal));
        lines.Should().OnlyContain(l => l.GetProperty("Properties").GetProperty("run").GetString() == "r1");
    }

    [Fact]
    public void A_dry_run_leaves_no_log()
    {
        using var log = new RunLog(verbose: false);
        log.Started("r1", "customers", null, null);
        log.Finished(TestReports.DryRun);
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_no_run()
    {
        using var folder = new TemporaryFolder();
        using var log = new RunLog(verbose: false);
        string blocked = folder.Write("file", "");
        log.Invoking(l => l.Started("r1", "customers", null, Path.Combine(blocked, "run"))).Should().NotThrow();
        log.Invoking(l => l.Finished(TestReports.Good)).Should().NotThrow();
    }
}
