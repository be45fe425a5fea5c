using System.Text;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Tests.Values;

/// <summary>Every type at its limits through every type it can become: each value comes back as it was, or fails its row, or the pair is refused. Nothing else.</summary>
public sealed class TypeSurveyTests
{
    private static readonly (string Type, string[] Values)[] Limits =
    [
        ("text", ["", " ", "0", "-0", "00123", "\0", "😀 𝒜 é e\u0301", "null", "NA", "a\r\nb", "9223372036854775808"]),
        ("integer", ["0", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993", "9007199254740992"]),
        ("number", ["0", "0.1", "-0", "1.7976931348623157E+308", "5E-324", "9007199254740992", "123456789.125", "1E+15"]),
        ("decimal(38,0)", ["99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0", "9223372036854775808"]),
        ("decimal(38,38)", ["0.99999999999999999999999999999999999999", "-0.00000000000000000000000000000000000001"]),
        ("decimal(15,2)", ["9999999999999.99", "-0.01"]),
        ("decimal(19,4)", ["999999999999999.9999", "-922337203685477.5808"]),
        ("boolean", ["true", "false"]),
        ("date", ["0001-01-01", "9999-12-31", "2024-02-29", "1900-03-01"]),
        ("datetime", ["0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999", "2024-02-29T00:00:00"]),
        ("datetime_offset", ["9999-12-31T23:59:59.9999999+00:00", "0001-01-01T00:00:00-14:00", "2024-06-30T12:00:00.0000001+05:45", "2024-06-30T12:00:00+14:00"]),
        ("time", ["00:00:00", "23:59:59.9999999"]),
        ("guid", ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"]),
        ("binary", ["", "AA==", "/////w==", "8J+YgA=="]),
        ("json", ["null", "1.10", "\"\\ud83d\\ude00\"", "{\"b\":1,\"a\":[1e400,12345678901234567890123456789]}"]),
    ];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (from, _) in Limits)
                foreach (var (to, _) in Limits) data.Add(from, to);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_a_type_takes_it_gives_back(string from, string to)
    {
        foreach (string value in Limits.Single(l => l.Type == from).Values)
        {
            using var input = Reading.Reader(from).ReadOne(value)!;
            string text = ValueFormatter.ToText(input, 0);
            if (from != "number") text.Should().Be(value, "the formatter writes what was read");
            var there = Convert(input, to);
            if (there is null) continue;
            // What has become another type must still say the same: back over that type, or over its text where the way back is refused.
            var back = Convert(there, from) ?? Read(from, ValueFormatter.ToText(there, 0));
            back.Should().NotBeNull($"{value} ({from}) became {ValueFormatter.ToText(there, 0)} ({to})");
            SameMeaning(from, to, text, ValueFormatter.ToText(back!, 0)).Should().BeTrue($"{value} ({from}) became {ValueFormatter.ToText(there, 0)} ({to}) and then {ValueFormatter.ToText(back!, 0)}");
        }
    }

    [Theory]
    [InlineData("text", "")]
    [InlineData("binary", "")]
    public void Empty_is_not_null(string type, string value)
    {
        using var column = Reading.Reader(type).ReadOne(value)!;
        column.IsNull(0).Should().BeFalse();
        using var text = ValueFormatter.ToTextColumn(column, [0]);
        text.IsNull(0).Should().BeFalse();
        text[0].Length.Should().Be(0);
    }

    [Fact]
    public void Bytes_survive_as_base64_and_hexadecimal()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        foreach (var (text, format) in new[] { (System.Convert.ToBase64String(all), ValueFormat.Default), (System.Convert.ToHexString(all), Reading.Pattern("hex")), ("0x" + System.Convert.ToHexString(all), Reading.Pattern("hex")) })
        {
            using var column = (TextColumn)Reading.Reader("binary", format).ReadOne(text)!;
            column[0].ToArray().Should().Equal(all);
            ValueFormatter.ToText(column, 0).Should().Be(System.Convert.ToBase64String(all));
        }
    }

    [Fact]
    public void Characters_of_four_bytes_and_broken_ones_pass_as_they_are()
    {
        foreach (byte[] bytes in new[] { Encoding.UTF8.GetBytes("👩‍👩‍👧 𝒜 \U0010FFFF"), [0xFF, 0xC3], [0] })
        {
            using var input = new TextColumn(DataType.Text, 1);
            input.Append(0, bytes);
            using var text = ValueFormatter.ToTextColumn(input, [0]);
            text[0].ToArray().Should().Equal(bytes);
        }
    }

    private static Column? Convert(Column input, string to)
    {
        var converter = ValueConversion.Plan(input.Type, Reading.TypeOf(to), ValueFormat.Default, out string? refusal);
        (converter is null).Should().Be(refusal is not null);
        if (converter is null) return null;
        var failed = new List<int>();
        var output = converter.Convert(input, [0], failed);
        output.IsNull(0).Should().Be(failed.Count > 0, "a value is there or its row fails");
        return output.IsNull(0) ? null : output;
    }

    private static Column? Read(string type, string text) => Reading.Reader(type).ReadOne(text);

    /// <summary>Spelling may change where a type has one spelling only (00123 as an integer is 123); the value may not.</summary>
    private static bool SameMeaning(string from, string to, string before, string after)
    {
        if (before == after) return true;
        if (from == "text") return Read(to, before) is { } one && Read(to, after) is { } other && ValueFormatter.ToText(one, 0) == ValueFormatter.ToText(other, 0);
        // Decimals and whole numbers know no negative zero.
        return from == "number" && before == "-0" && after == "0";
    }
}
