using DataMigration.Execution;

namespace DataMigration.Cli;

public sealed class ObserverChainTests
{
    [Fact]
    public void Everybody_is_told_everything()
    {
        Recorder first = new(), second = new();
        var chain = new ObserverChain(first, second);
        chain.Started("r", "p", 5, "/runs/r");
        chain.Progressed(new RunProgress(new RunCounts { Read = 3 }, 1, TimeSpan.Zero));
        chain.Noted("busy");
        chain.Finished(TestReports.Good);
        first.Heard.Should().Equal("r p 5 /runs/r", "3", "busy", "Completed");
        second.Heard.Should().Equal(first.Heard);
    }

    private sealed class Recorder : IRunObserver
    {
        public List<string> Heard { get; } = [];

        public void Started(string run, string pipeline, long? totalBytes, string? directory) => Heard.Add($"{run} {pipeline} {totalBytes} {directory}");

        public void Progressed(RunProgress progress) => Heard.Add($"{progress.Counts.Read}");

        public void Noted(string message) => Heard.Add(message);

        public void Finished(RunReport report) => Heard.Add($"{report.Status}");
    }
}
