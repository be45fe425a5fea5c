using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Tests.Values;

public sealed class ReadingTests
{
    [Fact]
    public void A_zero_byte_is_no_thousands_separator() =>
        ValueReaders.Create(DataType.Integer, new ValueFormat { DecimalPoint = ';' }, out _)!.ReadOne("1\0234").Should().BeNull();

    [Theory]
    [InlineData("integer", "007", "7")]
    [InlineData("integer", "+5", "5")]
    [InlineData("integer", "-0", "0")]
    [InlineData("integer", "9223372036854775807", "9223372036854775807")]
    [InlineData("integer", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("integer", "00000000000000000000000000042", "42")]
    [InlineData("number", "1e5", "100000")]
    [InlineData("number", ".5", "0.5")]
    [InlineData("number", "5.", "5")]
    [InlineData("number", "-0", "-0")]
    [InlineData("number", "0e999", "0")]
    [InlineData("number", "0.1", "0.1")]
    [InlineData("number", "123456789012345678", "1.2345678901234568E+17")]
    [InlineData("number", "1.7976931348623157e308", "1.7976931348623157E+308")]
    [InlineData("number", "5e-324", "5E-324")]
    [InlineData("decimal(12,2)", "1234.5", "1234.50")]
    [InlineData("decimal(12,2)", "+.5", "0.50")]
    [InlineData("decimal(12,2)", "-0.05", "-0.05")]
    [InlineData("decimal(12,2)", "-0", "0.00")]
    [InlineData("decimal(12,2)", "7.", "7.00")]
    [InlineData("decimal(12,2)", "1.500000000000000000000000000000000000000000000", "1.50")]
    [InlineData("decimal(12,2)", "0000000000000000000000000000000000000000009999999999.99", "9999999999.99")]
    [InlineData("decimal(38,0)", "99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("decimal(38,38)", "-0.99999999999999999999999999999999999999", "-0.99999999999999999999999999999999999999")]
    [InlineData("decimal(38,38)", "0", "0.00000000000000000000000000000000000000")]
    [InlineData("decimal(5,0)", "42", "42")]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "0", "false")]
    [InlineData("date", "2024-02-29", "2024-02-29")]
    [InlineData("date", "0001-01-01", "0001-01-01")]
    [InlineData("date", "9999-12-31", "9999-12-31")]
    [InlineData("date", "2000-02-29", "2000-02-29")]
    [InlineData("date", "2024-03-01T00:00:00.000", "2024-03-01")]
    [InlineData("datetime", "2024-03-01", "2024-03-01T00:00:00")]
    [InlineData("datetime", "2024-03-01 12:30", "2024-03-01T12:30:00")]
    [InlineData("datetime", "2024-03-01T12:30:15.1200000", "2024-03-01T12:30:15.12")]
    [InlineData("datetime", "2024-03-01T12:30:15.123456700", "2024-03-01T12:30:15.1234567")]
    [InlineData("datetime", "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999")]
    [InlineData("datetime_offset", "2024-03-01T12:30:15Z", "2024-03-01T12:30:15+00:00")]
    [InlineData("datetime_offset", "2024-03-01 12:30:15.5 +05:30", "2024-03-01T12:30:15.5+05:30")]
    [InlineData("datetime_offset", "2024-03-01 12:30:15-08", "2024-03-01T12:30:15-08:00")]
    [InlineData("datetime_offset", "2024-03-01T12:30:15+0245", "2024-03-01T12:30:15+02:45")]
    [InlineData("datetime_offset", "0001-01-01T14:00:00+14:00", "0001-01-01T14:00:00+14:00")]
    [InlineData("time", "23:59", "23:59:00")]
    [InlineData("time", "00:00:00.0000001", "00:00:00.0000001")]
    [InlineData("guid", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("guid", "0f8fad5bd9cb469fa16570867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("guid", "{0f8fad5b-d9cb-469f-a165-70867728950e}", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("binary", "AAEC", "AAEC")]
    [InlineData("binary", "0xAB", "0xAB")]
    [InlineData("binary", "", "")]
    [InlineData("json", "{\"b\":1.10,\"a\":[null,true]}", "{\"b\":1.10,\"a\":[null,true]}")]
    [InlineData("json", " 12345678901234567890123.000 ", " 12345678901234567890123.000 ")]
    [InlineData("text", " é ", " é ")]
    public void A_text_that_the_type_holds_is_read_exactly(string type, string text, string canonical) => Reading.Read(type, text).Should().Be(canonical);

    [Theory]
    [InlineData("integer", "", " 1", "1 ", "-", "+", "1.0", "1,000", "1e3", "9223372036854775808", "-9223372036854775809", "99999999999999999999", "١", "0x1", "--1", "+-1")]
    [InlineData("number", "", " 1", ".", "-", "-.", "NaN", "Infinity", "-Infinity", "∞", "1e400", "1e-400", "1,5", "1_000", "0x1p3", "1e", "e5", "1.2.3", "+-1", "12\0", "1e2\0")]
    [InlineData("decimal(4,2)", "", " 1", ".", "-", "100", "1.234", "1e1", "1,00", "1.2.3", "NaN", "0.001", "-100.00", "1.00000000000000000000000000000000001", "12345678901234567890123456789012345678901234567890")]
    [InlineData("boolean", "True", "TRUE", "yes", "", "01", " true")]
    [InlineData("date", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "0000-01-01", "24-01-01", "2024-1-1", "2024/01/01", "2024-01-01T00:00:01", "2024-01-01Z", " 2024-01-01", "2024-01-01 ", "10000-01-01", "")]
    [InlineData("datetime", "2024-01-01T24:00", "2024-01-01T23:60", "2024-01-01T23:59:60", "2024-01-01T12", "2024-01-01t12:00", "2024-01-01T12:00Z", "2024-01-01T12:00+01:00", "2024-01-01T12:00:00.", "2024-01-01T12:00:00.00000001", "2024-01-01 ", "")]
    [InlineData("datetime_offset", "2024-01-01", "2024-01-01T12:00", "2024-01-01T12:00+15:00", "2024-01-01T12:00+14:01", "2024-01-01T12:00+01:60", "2024-01-01T12:00z", "2024-01-01T12:00 Z", "0001-01-01T00:00+00:01", "9999-12-31T23:59-00:01", "2024-01-01T12:00+1", "2024-01-01T12:00+01.00")]
    [InlineData("time", "24:00", "1:00", "12", "12:60", "12:00:60", "12:00 PM", "", "12:00:00.12345678")]
    [InlineData("guid", "", "0f8fad5b", "{0f8fad5bd9cb469fa16570867728950e}", "0f8fad5b-d9cb-469f-a165-70867728950g", "(0f8fad5b-d9cb-469f-a165-70867728950e)")]
    [InlineData("binary", "AAE", "A A=", "AAEC\n", "ÄÖÜß", "====")]
    [InlineData("json", "", "{", "{a:1}", "[1,]", "1 2", "'a'", "NaN", "// a\n1", "\u00a01")]
    public void A_text_that_the_type_does_not_hold_exactly_is_refused(string type, params string[] texts)
    {
        foreach (string text in texts) Reading.Read(type, text).Should().BeNull($"'{text}' is no {type}");
    }

    [Theory]
    [InlineData("integer", "1,234,567", "1234567")]
    [InlineData("integer", "-12,34,567", "-1234567")]
    [InlineData("integer", "1234", "1234")]
    [InlineData("decimal(12,2)", "1,234.5", "1234.50")]
    [InlineData("number", "1,234.5e2", "123450")]
    [InlineData("integer", "1,5", null)]
    [InlineData("integer", "1,23", null)]
    [InlineData("decimal(12,2)", "1,5", null)]
    [InlineData("integer", ",123", null)]
    [InlineData("integer", "-,123", null)]
    [InlineData("integer", "123,", null)]
    [InlineData("integer", "1,,234", null)]
    [InlineData("integer", "1234,567", null)]
    [InlineData("decimal(12,2)", "1.234,5", null)]
    [InlineData("decimal(12,2)", "1,234,.5", null)]
    public void Groups_stand_where_they_are_written(string type, string text, string? canonical) =>
        Reading.Read(type, text, new ValueFormat { Thousands = ',' }).Should().Be(canonical);

    [Theory]
    [InlineData("1.234.567,89", "1234567.89")]
    [InlineData("0,5", "0.50")]
    [InlineData("1.234", "1234.00")]
    [InlineData("1.5", null)]
    [InlineData("1,234.5", null)]
    public void The_decimal_point_can_be_a_comma(string text, string? canonical) =>
        Reading.Read("decimal(12,2)", text, new ValueFormat { Thousands = '.', DecimalPoint = ',' }).Should().Be(canonical);

    [Fact]
    public void A_point_is_no_decimal_point_where_another_is_named() =>
        Reading.Read("decimal(12,2)", "1.5", new ValueFormat { DecimalPoint = ',' }).Should().BeNull();

    [Fact]
    public void Booleans_have_the_words_of_the_author()
    {
        var words = new ValueFormat { TrueValues = ["Y"], FalseValues = ["N"] };
        Reading.Read("boolean", "Y", words).Should().Be("true");
        Reading.Read("boolean", "N", words).Should().Be("false");
        Reading.Read("boolean", "y", words).Should().BeNull();
        Reading.Read("boolean", "true", words).Should().BeNull();
        Reading.Read("boolean", "anything", words with { FalseValues = [] }).Should().Be("false");
        Reading.Read("boolean", "0", words with { FalseValues = null }).Should().Be("false");
    }

    [Theory]
    [InlineData("00ff", "AP8=")]
    [InlineData("0x00FF", "AP8=")]
    [InlineData("\\x00ff", "AP8=")]
    [InlineData("0x", "")]
    [InlineData("0", null)]
    [InlineData("0g", null)]
    public void Binary_is_hexadecimal_where_the_author_says_so(string text, string? canonical) =>
        Reading.Read("binary", text, Reading.Pattern("hex")).Should().Be(canonical);

    [Fact]
    public void Json_may_be_deep_but_not_bottomless()
    {
        Reading.Read("json", new string('[', 256) + new string(']', 256)).Should().NotBeNull();
        Reading.Read("json", new string('[', 257) + new string(']', 257)).Should().BeNull();
    }

    [Fact]
    public void Json_with_broken_utf8_is_refused()
    {
        using var input = new TextColumn(DataType.Text, 1);
        input.Append(0, [(byte)'"', 0xC3, (byte)'"']);
        var failed = new List<int>();
        using var output = Reading.Reader("json").Read(input, [0], failed);
        failed.Should().Equal(0);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Null_stays_null_failed_rows_become_null_and_other_rows_are_untouched(string type)
    {
        using var input = Reading.Column("\u0001", null, "\u0001");
        var failed = new List<int>();
        using var output = Reading.Reader(type).Read(input, [0, 1], failed);
        output.Length.Should().Be(3);
        output.Type.ToString().Should().Be(type);
        output.IsNull(1).Should().BeTrue();
        output.IsNull(2).Should().BeTrue("the row was not asked for");
        if (type == "text") failed.Should().BeEmpty();
        else failed.Should().Equal(0);
        output.IsNull(0).Should().Be(type != "text");
        input.GetString(0).Should().Be("\u0001");
    }

    public static TheoryData<string> Types => [.. DataType.Named.Keys, "decimal(12,2)"];
}
