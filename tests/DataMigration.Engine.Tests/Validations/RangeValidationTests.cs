using DataMigration.Data;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class RangeValidationTests
{
    [Theory]
    [InlineData("integer", "-1", "0", "10", "11", "-1", "11")]
    [InlineData("number", "-0.5", "0", "10", "10.5", "-0.5", "10.5")]
    [InlineData("decimal(12,2)", "-3.00", "0", "10", "10.01", "-3.00", "10.01")]
    [InlineData("date", "2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01", "2019-12-31", "2021-01-01")]
    [InlineData("datetime", "2019-12-31T23:59:59", "2020-01-01T00:00:00", "2020-12-31T00:00:00", "2020-12-31T00:00:01", "2019-12-31T23:59:59", "2020-12-31T00:00:01")]
    [InlineData("time", "07:59:59", "08:00:00", "18:00:00", "18:00:01", "07:59:59", "18:00:01")]
    public void Both_bounds_are_included(string type, string below, string min, string max, string above, string shownBelow, string shownAbove) =>
        Findings(Of(min, max), type, below, min, max, above, null)
            .Should().Equal($"0: x is {shownBelow}, less than {min}.", $"3: x is {shownAbove}, greater than {max}.");

    [Fact]
    public void Points_in_time_compare_as_instants() =>
        Findings(Of("2020-01-01T12:00:00+02:00", null), "datetime_offset", "2020-01-01T10:00:00+00:00", "2020-01-01T11:59:59+02:00")
            .Should().ContainSingle().Which.Should().StartWith("1: ");

    [Fact]
    public void One_bound_is_enough()
    {
        Findings(Of("0", null), "integer", "-1", "9223372036854775807").Should().Equal("0: x is -1, less than 0.");
        Findings(Of(null, "0"), "integer", "1", "-9223372036854775808").Should().Equal("0: x is 1, greater than 0.");
    }

    [Fact]
    public void A_bound_may_have_more_digits_than_the_field() => Findings(Of(null, "1000000000000"), "decimal(5,2)", "999.99").Should().BeEmpty();

    [Fact]
    public void What_is_no_number_lies_in_no_range()
    {
        using var batch = Batch(("x:number", ["1", null]));
        ((Column<double>)batch[0]).Set(1, double.NaN);
        Findings(Of(null, "5"), batch).Should().ContainSingle().Which.Should().EndWith("which lies in no range.");
    }

    [Theory]
    [InlineData("text", "0", "1", "DM2202 20: the rule 'range' needs values that have an order, and 'x' is text")]
    [InlineData("boolean", "0", "1", "DM2202 20: the rule 'range' needs values that have an order, and 'x' is boolean")]
    [InlineData("guid", "0", "1", "DM2202 20: the rule 'range' needs values that have an order, and 'x' is guid")]
    [InlineData("integer", null, null, "DM2203 5: the rule 'range' on 'x' has neither `min` nor `max`, so it would never speak")]
    [InlineData("integer", "5", "4", "DM2204 30: the rule 'range' on 'x' could never hold: its `min` 5 is greater than its `max` 4")]
    [InlineData("integer", "1.5", null, "DM2205 30: '1.5' cannot be compared with 'x', which is integer: it is not a whole number")]
    [InlineData("date", null, "01/31/2020", "DM2205 30: '01/31/2020' cannot be compared with 'x', which is date: it is not a day in the form yyyy-MM-dd")]
    public void Bounds_are_judged_when_planning(string type, string? min, string? max, string expected) => Refusal(Of(min, max), $"x:{type}").Should().Be(expected);

    private static RangeValidation Of(string? min, string? max) =>
        new(new RangeOptions { Field = Field("x"), Min = min is null ? null : Scalar(min), Max = max is null ? null : Scalar(max) });
}
