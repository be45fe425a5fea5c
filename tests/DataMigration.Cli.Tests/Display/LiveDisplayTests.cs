using DataMigration.Execution;

namespace DataMigration.Cli.Display;

public sealed class LiveDisplayTests
{
    [Fact]
    public async Task The_bar_is_drawn_with_its_words_and_gone_at_the_end()
    {
        var error = new StringWriter();
        var display = new LiveDisplay(new Terminal(TextWriter.Null, error) { ErrorIsTerminal = true });
        display.Started("run", "[customers]", 1000, null);
        display.Progressed(new RunProgress(new RunCounts { Read = 120_000 }, 500, TimeSpan.FromSeconds(2)));
        for (int i = 0; i < 100 && !Text(error).Contains("60,000 rows/s", StringComparison.Ordinal); i++) await Task.Delay(50);
        await display.DisposeAsync();
        Text(error).Should().Contain("[customers]").And.Contain("120,000 rows (50%)");
        Text(error).Should().EndWith("\e[?25h", "the cursor is back");
    }

    [Fact]
    public async Task Without_a_start_there_is_nothing_to_draw()
    {
        var error = new StringWriter();
        await using (new LiveDisplay(new Terminal(TextWriter.Null, error) { ErrorIsTerminal = true }))
        {
        }
        error.ToString().Should().BeEmpty();
    }

    private static string Text(StringWriter writer)
    {
        lock (writer) return writer.ToString();
    }
}
