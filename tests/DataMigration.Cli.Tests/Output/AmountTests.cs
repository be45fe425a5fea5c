namespace DataMigration.Cli.Output;

public sealed class AmountTests
{
    [Theory]
    [InlineData(0.306, "0.31 s")]
    [InlineData(12.41, "12.4 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7503, "2 h 05 min")]
    public void Times_read_as_people_say_them(double seconds, string expected) => Amount.Of(TimeSpan.FromSeconds(seconds)).Should().Be(expected);

    [Theory]
    [InlineData(1_234_567, 2, "617,000 rows/s")]
    [InlineData(7, 2, "4 rows/s")]
    [InlineData(0, 0, "0 rows/s")]
    [InlineData(1500, 1, "1,500 rows/s")]
    public void Rates_have_three_digits(long rows, double seconds, string expected) => Amount.Rate(rows, TimeSpan.FromSeconds(seconds)).Should().Be(expected);

    [Fact]
    public void One_is_singular() => Amount.Of(1, "error").Should().Be("1 error");
}
