using DataMigration.Execution;

namespace DataMigration.Cli.Display;

public sealed class PlainDisplayTests
{
    [Fact]
    public void A_pipe_gets_a_line_every_five_seconds_at_most()
    {
        var clock = new Clock();
        var output = new StringWriter { NewLine = "\n" };
        var display = new PlainDisplay(output, clock);
        display.Started("run", "customers", 1000, null);
        for (int second = 1; second <= 12; second++)
        {
            clock.Now = TimeSpan.FromSeconds(second);
            display.Progressed(new RunProgress(new RunCounts { Read = second * 10 }, second * 50, clock.Now));
        }
        output.ToString().Should().Be("customers: 50 rows (25%), 10 rows/s, 15 s left\ncustomers: 100 rows (50%), 10 rows/s, 10 s left\n");
    }

    [Fact]
    public void A_note_is_shown_at_once()
    {
        var output = new StringWriter { NewLine = "\n" };
        var display = new PlainDisplay(output, new Clock());
        display.Started("run", "customers", null, null);
        display.Noted("the database is busy\e[2J");
        output.ToString().Should().Be("customers: the database is busy\\u001b[2J\n");
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
