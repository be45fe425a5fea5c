using DataMigration.Execution;

namespace DataMigration.Cli;

public sealed class ObserverQueueTests
{
    [Fact]
    public async Task Everybody_is_told_everything()
    {
        Recorder first = new(), second = new();
        await using (var queue = new ObserverQueue(first, second))
        {
            queue.Started("r", "p", 5, "/runs/r");
            queue.Progressed(new RunProgress(new RunCounts { Read = 3 }, 1, TimeSpan.Zero));
            queue.Noted("busy");
            queue.Finished(TestReports.Good);
        }
        first.Heard.Should().Equal("r p 5 /runs/r", "3", "busy", "Completed");
        second.Heard.Should().Equal(first.Heard);
    }

    [Fact]
    public async Task Whoever_tells_waits_for_nobody_who_listens()
    {
        using var heard = new SemaphoreSlim(0);
        await using var queue = new ObserverQueue(new Listener(heard.Wait));
        queue.Noted("one");
        queue.Noted("two");
        heard.Release(2);
    }

    [Fact]
    public async Task What_an_observer_throws_is_not_lost()
    {
        var queue = new ObserverQueue(new Listener(() => throw new InvalidOperationException("deaf")));
        queue.Noted("one");
        await FluentActions.Awaiting(() => queue.DisposeAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage("deaf");
    }

    private sealed class Listener(Action hear) : IRunObserver
    {
        public void Noted(string message) => hear();
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
