using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Tests.Values;

/// <summary>Losses that a mapping names: what stays, what still fails its row, and what is refused as a slip.</summary>
public sealed class NamedLossTests
{
    [Theory]
    [InlineData("text", "2.345", "decimal(5,2)", Rounding.HalfUp, "2.35")]
    [InlineData("text", "-2.345", "decimal(5,2)", Rounding.HalfUp, "-2.35")]
    [InlineData("text", "2.345", "decimal(5,2)", Rounding.HalfEven, "2.34")]
    [InlineData("text", "2.3450000000000000000000000000000000000000000000001", "decimal(5,2)", Rounding.HalfEven, "2.35")]
    [InlineData("text", "2.345", "decimal(5,2)", Rounding.HalfDown, "2.34")]
    [InlineData("text", "2.341", "decimal(5,2)", Rounding.Up, "2.35")]
    [InlineData("text", "-2.349", "decimal(5,2)", Rounding.Down, "-2.34")]
    [InlineData("text", "-2.349", "decimal(5,2)", Rounding.Ceiling, "-2.34")]
    [InlineData("text", "-2.341", "decimal(5,2)", Rounding.Floor, "-2.35")]
    [InlineData("text", "999.995", "decimal(5,2)", Rounding.HalfUp, null)]
    [InlineData("text", "999.994", "decimal(5,2)", Rounding.HalfUp, "999.99")]
    [InlineData("text", "1000", "decimal(5,2)", Rounding.HalfUp, null)]
    [InlineData("text", "2.5", "decimal(38,38)", Rounding.Down, null)]
    [InlineData("text", "0.999999999999999999999999999999999999999", "decimal(38,38)", Rounding.Down, "0.99999999999999999999999999999999999999")]
    [InlineData("text", "0.999999999999999999999999999999999999999", "decimal(38,38)", Rounding.HalfUp, null)]
    [InlineData("text", "99999999999999999999999999999999999999.4", "decimal(38,0)", Rounding.HalfUp, "99999999999999999999999999999999999999")]
    [InlineData("text", "99999999999999999999999999999999999999.5", "decimal(38,0)", Rounding.HalfUp, null)]
    [InlineData("text", "9223372036854775807.4", "integer", Rounding.HalfUp, "9223372036854775807")]
    [InlineData("text", "9223372036854775807.5", "integer", Rounding.HalfUp, null)]
    [InlineData("text", "-9223372036854775808.5", "integer", Rounding.HalfDown, "-9223372036854775808")]
    [InlineData("text", "1.5.2", "decimal(5,2)", Rounding.HalfUp, null)]
    [InlineData("text", ".", "decimal(5,2)", Rounding.HalfUp, null)]
    [InlineData("text", "1e3", "decimal(5,2)", Rounding.HalfUp, null)]
    [InlineData("decimal(38,38)", "0.00000000000000000000000000000000000005", "decimal(38,37)", Rounding.HalfUp, "0.0000000000000000000000000000000000001")]
    [InlineData("decimal(38,38)", "0.49999999999999999999999999999999999999", "decimal(38,0)", Rounding.HalfUp, "0")]
    [InlineData("decimal(12,2)", "1.50", "decimal(12,4)", Rounding.HalfUp, "1.5000")]
    [InlineData("decimal(12,2)", "-1.50", "integer", Rounding.HalfEven, "-2")]
    [InlineData("decimal(4,2)", "99.99", "decimal(3,1)", Rounding.HalfUp, null)]
    [InlineData("number", "0.125", "decimal(12,2)", Rounding.HalfEven, "0.12")]
    [InlineData("number", "1e-300", "decimal(38,38)", Rounding.HalfUp, "0.00000000000000000000000000000000000000")]
    [InlineData("number", "1e-300", "decimal(38,2)", Rounding.Up, "0.01")]
    [InlineData("number", "1e300", "decimal(38,2)", Rounding.HalfUp, null)]
    [InlineData("number", "2.5", "integer", Rounding.HalfUp, "3")]
    public void Rounding_is_exact(string from, string text, string to, Rounding rounding, string? result) =>
        Convert(from, text, to, new NamedLosses { Round = rounding }).Should().Be(result);

    [Theory]
    [InlineData("datetime_offset", "2024-01-01T00:30:00.1234567+01:00", "datetime", null, "2023-12-31T23:30:00.1234567")]
    [InlineData("datetime_offset", "2024-01-01T00:30:00.1234567+01:00", "datetime_offset", null, "2023-12-31T23:30:00.1234567+00:00")]
    [InlineData("datetime_offset", "2024-01-01T00:30:00.1234567+01:00", "datetime", 6, "2023-12-31T23:30:00.123456")]
    [InlineData("text", "9999-12-31T23:59:59.9999999Z", "datetime", 3, "9999-12-31T23:59:59.999")]
    [InlineData("text", "0001-01-01T00:00:00Z", "datetime", 0, "0001-01-01T00:00:00")]
    [InlineData("text", "2024-01-01T00:30:00", "datetime", null, null)]
    public void To_utc_keeps_the_moment(string from, string text, string to, int? precision, string? result) =>
        Convert(from, text, to, new NamedLosses { ToUtc = true, Precision = precision }).Should().Be(result);

    [Theory]
    [InlineData("datetime", "2024-01-01T23:59:59.9999999", "datetime", 6, "2024-01-01T23:59:59.999999")]
    [InlineData("datetime", "2024-01-01T23:59:59.9999999", "datetime", 7, "2024-01-01T23:59:59.9999999")]
    [InlineData("datetime_offset", "2024-01-01T23:59:59.9999999-11:30", "datetime_offset", 0, "2024-01-01T23:59:59-11:30")]
    [InlineData("time", "23:59:59.9999999", "time", 3, "23:59:59.999")]
    [InlineData("date", "2024-01-01", "datetime", 6, "2024-01-01T00:00:00")]
    public void Precision_cuts_and_never_rounds_into_the_next_day(string from, string text, string to, int precision, string result) =>
        Convert(from, text, to, new NamedLosses { Precision = precision }).Should().Be(result);

    [Theory]
    [InlineData("text", "date", true, false, null, "`round` is for decimals and whole numbers, not for date")]
    [InlineData("integer", "decimal(5,2)", true, false, null, "integer has no decimals that `round` could drop; leave `round` out")]
    [InlineData("datetime_offset", "date", false, true, null, "`to_utc` is for datetime and datetime_offset, not for date")]
    [InlineData("datetime", "datetime", false, true, null, "datetime has no offset that `to_utc` could give up; leave `to_utc` out")]
    [InlineData("text", "date", false, false, 3, "`precision` counts the digits of a second's fraction, which date has not")]
    [InlineData("decimal(5,2)", "text", true, false, null, "`round` is for decimals and whole numbers, not for text")]
    public void A_loss_that_cannot_be_is_refused(string from, string to, bool round, bool toUtc, int? precision, string sentence)
    {
        var losses = new NamedLosses { Round = round ? Rounding.HalfUp : null, ToUtc = toUtc, Precision = precision };
        ValueConversion.Plan(Reading.TypeOf(from), Reading.TypeOf(to), ValueFormat.Default, losses, out string? refusal).Should().BeNull();
        refusal.Should().Be(sentence);
    }

    [Fact]
    public void Rounding_reads_by_a_format_too()
    {
        var converter = ValueConversion.Plan(DataType.Text, DataType.Decimal(6, 1), new ValueFormat { Thousands = '.', DecimalPoint = ',' }, new NamedLosses { Round = Rounding.HalfUp }, out _)!;
        using var input = Reading.Column("1.234,56", "1,234.56", null);
        var failed = new List<int>();
        using var output = converter.Convert(input, [0, 1, 2], failed);
        ValueFormatter.ToText(output, 0).Should().Be("1234.6");
        failed.Should().Equal(1);
        output.IsNull(2).Should().BeTrue();
    }

    [Fact]
    public void Rows_that_fail_at_either_step_are_listed_in_order()
    {
        var converter = ValueConversion.Plan(DataType.Text, DataType.Integer, ValueFormat.Default, new NamedLosses { Round = Rounding.Down }, out _)!;
        using var input = Reading.Column("99999999999999999999.5", "x", "1.5", "-99999999999999999999");
        var failed = new List<int>();
        using var output = converter.Convert(input, [0, 1, 2, 3], failed);
        failed.Should().Equal(0, 1, 3);
        ValueFormatter.ToText(output, 2).Should().Be("1");
    }

    private static string? Convert(string from, string text, string to, NamedLosses losses)
    {
        using var input = Reading.Reader(from).ReadOne(text)!;
        var converter = ValueConversion.Plan(Reading.TypeOf(from), Reading.TypeOf(to), ValueFormat.Default, losses, out string? refusal);
        refusal.Should().BeNull();
        converter!.To.Should().Be(Reading.TypeOf(to));
        var failed = new List<int>();
        var output = converter.Convert(input, [0], failed);
        failed.Should().HaveCount(output.IsNull(0) ? 1 : 0);
        string? result = output.IsNull(0) ? null : ValueFormatter.ToText(output, 0);
        if (!ReferenceEquals(output, input)) output.Dispose();
        return result;
    }
}
