using DataMigration.Scripting.Library;

namespace DataMigration.Tests.Scripting.Library;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(-0.0, "0")]
    [InlineData(42, "42")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(999999999999999, "999999999999999")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(-1234567890123456.5, "-1234567890123456.5")]
    [InlineData(1.2e20, "120000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(-1.25e22, "-1.25e+22")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(-0.00000123, "-0.00000123")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-1.5e-10, "-1.5e-10")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.MinValue, "-1.7976931348623157e+308")]
    public void A_number_is_written_as_JavaScript_writes_it(double value, string expected)
    {
        Span<byte> room = stackalloc byte[NumberText.MaxLength];
        System.Text.Encoding.ASCII.GetString(room[..NumberText.Write(value, room)]).Should().Be(expected);
        NumberText.Of(value).Should().Be(expected);
    }
}
