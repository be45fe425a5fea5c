using DataMigration.Declarations;

namespace DataMigration.Tests.Declarations;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90m", 90 * 60)]
    [InlineData("12h", 12 * 3600)]
    [InlineData("30d", 30 * 86400)]
    [InlineData("45s", 45)]
    [InlineData("0d", 0)]
    public void A_number_and_its_unit(string text, int seconds)
    {
        Duration.TryParse(text, out var duration).Should().BeTrue();
        duration.Time.Should().Be(TimeSpan.FromSeconds(seconds));
        duration.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("30")]
    [InlineData("30 d")]
    [InlineData("-1d")]
    [InlineData("1.5h")]
    [InlineData("1y")]
    [InlineData("1234567d")]
    public void Nothing_else(string text) => Duration.TryParse(text, out _).Should().BeFalse();
}
