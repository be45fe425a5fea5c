using DataMigration.Execution;

namespace DataMigration.Cli.Display;

public sealed class ProgressTextTests
{
    [Fact]
    public void Progress_says_rows_share_rate_and_time_left() =>
        ProgressText.Of(At(120_000, rejected: 7, bytes: 250, seconds: 2), 1000).Should().Be("120,000 rows, 7 rejected (25%), 60,000 rows/s, 6 s left");

    [Fact]
    public void An_unknown_size_has_no_share_and_no_time_left() =>
        ProgressText.Of(At(10, 0, null, 2), null).Should().Be("10 rows, 5 rows/s");

    [Fact]
    public void A_long_way_to_go_is_said_in_minutes() => ProgressText.Left(At(1, 0, 10, 2), 1000).Should().Be("3 min 18 s");

    [Fact]
    public void Nothing_read_yet_promises_nothing() => ProgressText.Left(At(0, 0, 0, 1), 1000).Should().BeNull();

    [Fact]
    public void A_file_that_grew_is_at_most_whole() => ProgressText.Of(At(10, 0, 2000, 2), 1000).Should().Contain("(100%)").And.Contain("0 s left");

    private static RunProgress At(long rows, long rejected, long? bytes, double seconds) =>
        new(new RunCounts { Read = rows, Rejected = rejected }, bytes, TimeSpan.FromSeconds(seconds));
}
