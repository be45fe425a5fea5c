using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Tests.Values;

public sealed class ConversionTests
{
    [Theory]
    [InlineData("integer", "42", "decimal(12,2)", "42.00")]
    [InlineData("integer", "-9223372036854775808", "decimal(38,0)", "-9223372036854775808")]
    [InlineData("integer", "100", "decimal(4,2)", null)]
    [InlineData("integer", "9007199254740992", "number", "9007199254740992")]
    [InlineData("integer", "9007199254740993", "number", null)]
    [InlineData("integer", "9223372036854775807", "number", null)]
    [InlineData("integer", "-7", "text", "-7")]
    [InlineData("decimal(12,2)", "1.50", "decimal(12,4)", "1.5000")]
    [InlineData("decimal(12,2)", "1.50", "decimal(3,1)", "1.5")]
    [InlineData("decimal(12,2)", "1.55", "decimal(3,1)", null)]
    [InlineData("decimal(12,2)", "-100.00", "decimal(3,1)", null)]
    [InlineData("decimal(38,38)", "0.5", "decimal(38,0)", null)]
    [InlineData("decimal(12,2)", "-7.00", "integer", "-7")]
    [InlineData("decimal(12,2)", "7.01", "integer", null)]
    [InlineData("decimal(38,0)", "9223372036854775808", "integer", null)]
    [InlineData("decimal(15,2)", "-9999999999999.99", "number", "-9999999999999.99")]
    [InlineData("number", "12", "integer", "12")]
    [InlineData("number", "12.5", "integer", null)]
    [InlineData("number", "1e300", "integer", null)]
    [InlineData("number", "0.1", "decimal(12,2)", "0.10")]
    [InlineData("number", "-19.99", "decimal(12,2)", "-19.99")]
    [InlineData("number", "0.125", "decimal(12,2)", null)]
    [InlineData("number", "1e20", "decimal(38,2)", "100000000000000000000.00")]
    [InlineData("number", "1.5e-7", "decimal(38,8)", "0.00000015")]
    [InlineData("number", "1e300", "decimal(38,8)", null)]
    [InlineData("number", "1e-300", "decimal(38,38)", null)]
    [InlineData("date", "2024-02-29", "datetime", "2024-02-29T00:00:00")]
    [InlineData("datetime", "2024-02-29T00:00:00", "date", "2024-02-29")]
    [InlineData("datetime", "2024-02-29T00:00:00.0000001", "date", null)]
    [InlineData("boolean", "1", "text", "true")]
    [InlineData("json", "[1]", "text", "[1]")]
    [InlineData("binary", "AAEC", "text", "AAEC")]
    [InlineData("text", "5", "integer", "5")]
    [InlineData("guid", "0f8fad5bd9cb469fa16570867728950e", "guid", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    public void A_value_keeps_its_meaning_or_fails_its_row(string from, string text, string to, string? result)
    {
        using var input = Reading.Reader(from).ReadOne(text)!;
        var converter = ValueConversion.Plan(input.Type, Reading.TypeOf(to), ValueFormat.Default, out string? refusal)!;
        refusal.Should().BeNull();
        converter.From.Should().Be(input.Type);
        converter.To.Should().Be(Reading.TypeOf(to));
        var failed = new List<int>();
        using var output = converter.Convert(input, [0], failed);
        output.Type.Should().Be(Reading.TypeOf(to));
        failed.Should().Equal(result is null ? [0] : []);
        output.IsNull(0).Should().Be(result is null);
        if (result is not null) ValueFormatter.ToText(output, 0).Should().Be(result);
    }

    [Theory]
    [InlineData("decimal(16,0)", "number", "a number keeps 15 digits, decimal(16,0) has more; keep decimal(16,0), or write it as text")]
    [InlineData("datetime_offset", "datetime", "the offset would be lost; keep datetime_offset, take the time at Greenwich with `to_utc: true`, or apply convert_zone with `offset: false`")]
    [InlineData("datetime_offset", "date", "the offset would be lost; keep datetime_offset, or make the local value in a script")]
    [InlineData("datetime", "datetime_offset", "its offset is not known; apply convert_zone with the zone it was written in")]
    [InlineData("datetime", "time", "the day would be lost; cut the time out in a script")]
    [InlineData("date", "time", "a day has no time")]
    [InlineData("time", "date", "a time has no day; make the value in a script")]
    [InlineData("boolean", "integer", "true and false are no numbers; say which they are with `values: { \"true\": 1, \"false\": 0 }`")]
    [InlineData("integer", "boolean", "which number is true is not known; say it with `values: { \"1\": \"true\", \"0\": \"false\" }`")]
    [InlineData("json", "integer", "a JSON value can be anything; take the part that is meant in a script")]
    [InlineData("guid", "integer", "there is no reading of guid as integer; make the value in a script")]
    public void A_pair_that_drops_something_is_refused(string from, string to, string sentence)
    {
        ValueConversion.Plan(Reading.TypeOf(from), Reading.TypeOf(to), ValueFormat.Default, out string? refusal).Should().BeNull();
        refusal.Should().Be(sentence);
    }

    [Fact]
    public void A_format_reads_text_only()
    {
        ValueConversion.Plan(DataType.Date, DataType.DateTime, Reading.Pattern("yyyy"), out string? refusal).Should().BeNull();
        refusal.Should().Be("it is date already, so there is no text to read by a format; leave `format` out");
        ValueConversion.Plan(DataType.Text, DataType.Date, Reading.Pattern("yyyy"), out refusal).Should().BeNull();
        refusal.Should().Be("the pattern 'yyyy' has no month (MM)");
    }

    [Fact]
    public void Every_pair_is_planned_or_refused_and_every_plan_leaves_null_and_other_rows_alone()
    {
        DataType[] types = [.. DataType.Named.Values, DataType.Decimal(12, 2), DataType.Decimal(38, 10)];
        foreach (var from in types)
            foreach (var to in types)
            {
                var converter = ValueConversion.Plan(from, to, ValueFormat.Default, out string? refusal);
                (converter is null).Should().Be(refusal is not null);
                if (converter is null) continue;
                var input = Column.Create(from, 2);
                var failed = new List<int>();
                var output = converter.Convert(input, [0], failed);
                failed.Should().BeEmpty();
                output.IsNull(0).Should().BeTrue();
                output.IsNull(1).Should().BeTrue();
                if (!ReferenceEquals(output, input)) output.Dispose();
                input.Dispose();
            }
    }
}
