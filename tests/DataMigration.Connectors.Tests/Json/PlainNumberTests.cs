using System.Globalization;
using System.Numerics;
using System.Text;
using DataMigration.Connectors.Json;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Json;

public sealed class PlainNumberTests
{
    [Theory]
    [InlineData("1e3", "1000")]
    [InlineData("-1.50E+1", "-15")]
    [InlineData("12.5e-3", "0.0125")]
    [InlineData("0.001e3", "1")]
    [InlineData("0.0010e1", "0.01")]
    [InlineData("1000.00", "1000")]
    [InlineData("0e10", "0")]
    [InlineData("-0.0", "-0")]
    [InlineData("100", "100")]
    public void Is_written_out(string number, string plain) => Write(number).Should().Be(plain);

    [Theory]
    [InlineData("1e999")]
    [InlineData("1e99999999999")]
    [InlineData("1e-999")]
    public void Is_left_alone_when_no_type_could_hold_it(string number) => Write(number).Should().BeNull();

    [Fact]
    public void Keeps_the_value() => Prop.ForAll<long, int, int>((mantissa, point, exponent) =>
    {
        string digits = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        int whole = 1 + (Math.Abs(point % 100) % digits.Length), power = exponent % 10;
        string number = $"{(mantissa < 0 ? "-" : "")}{digits[..whole]}{(whole < digits.Length ? "." + digits[whole..] : "")}e{power}";
        string plain = Write(number)!;
        plain.Should().NotContain("e");
        decimal.Parse(plain, CultureInfo.InvariantCulture).Should().Be(decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture), number);
    }).QuickCheckThrowOnFailure();

    private static string? Write(string number)
    {
        Span<byte> plain = stackalloc byte[PlainNumber.MaxLength];
        return PlainNumber.TryWrite(Encoding.ASCII.GetBytes(number), plain, out int written) ? Encoding.ASCII.GetString(plain[..written]) : null;
    }
}
