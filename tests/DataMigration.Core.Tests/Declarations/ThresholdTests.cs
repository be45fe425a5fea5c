using DataMigration.Declarations;

namespace DataMigration.Tests.Declarations;

public class ThresholdTests
{
    [Theory]
    [InlineData("50", "50")]
    [InlineData("0", "0")]
    [InlineData("5%", "5%")]
    [InlineData("0.5 %", "0.5%")]
    [InlineData("100%", "100%")]
    public void Reads_counts_and_shares(string text, string expected)
    {
        Threshold.TryParse(text, out var threshold).Should().BeTrue();
        threshold.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("101%")]
    [InlineData("-5%")]
    [InlineData("%")]
    [InlineData("five")]
    [InlineData("1e3")]
    public void Anything_else_is_none(string text) => Threshold.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("0", 0, 1000, false)]
    [InlineData("0", 1, 1000, true)]
    [InlineData("50", 50, 60, false)]
    [InlineData("50", 51, 60, true)]
    [InlineData("5%", 50, 1000, false)]
    [InlineData("5%", 51, 1000, true)]
    [InlineData("0%", 0, 0, false)]
    [InlineData("0.1%", 1, 999, true)]
    [InlineData("100%", 10, 10, false)]
    public void Is_exceeded_by_one_more_than_it_allows(string text, long rejected, long read, bool exceeded)
    {
        Threshold.TryParse(text, out var threshold).Should().BeTrue();
        threshold.IsExceeded(rejected, read).Should().Be(exceeded);
    }
}
