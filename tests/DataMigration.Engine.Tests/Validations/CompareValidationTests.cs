using DataMigration.Failures;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class CompareValidationTests
{
    [Theory]
    [InlineData("==", "equal to", "10", "01", "12")]
    [InlineData("!=", "different from", "11")]
    [InlineData("<", "less than", "10", "11")]
    [InlineData("<=", "at most", "10")]
    [InlineData(">", "greater than", "11", "01", "12")]
    [InlineData(">=", "at least", "01", "12")]
    public void Every_operator_means_what_it_says(string symbol, string words, params string[] broken)
    {
        string[] pairs = ["01", "10", "11", "12"];
        using var batch = Batch(("x:integer", [.. pairs.Select(p => p[..1])]), ("y:integer", [.. pairs.Select(p => p[1..])]));
        Findings(With(symbol), batch).Should().BeEquivalentTo(broken.Select(p => $"{Array.IndexOf(pairs, p)}: x is {p[..1]}, which is not {words} y ({p[1..]})."));
    }

    [Theory]
    [InlineData("integer", "integer", "5", "6")]
    [InlineData("number", "number", "5.5", "5.6")]
    [InlineData("decimal(6,2)", "decimal(6,2)", "5.10", "5.11")]
    [InlineData("decimal(6,2)", "decimal(38,4)", "5.10", "5.1001")]
    [InlineData("decimal(38,4)", "decimal(6,2)", "5.0999", "5.10")]
    [InlineData("decimal(38,0)", "decimal(38,38)", "-9999999999999999999999999999", "0.5")]
    [InlineData("decimal(38,38)", "decimal(38,0)", "0.5", "9999999999999999999999999999")]
    [InlineData("integer", "decimal(6,2)", "5", "5.01")]
    [InlineData("decimal(6,2)", "integer", "4.99", "5")]
    [InlineData("decimal(38,30)", "integer", "1.5", "9223372036854775807")]
    [InlineData("date", "date", "2020-01-31", "2020-02-01")]
    [InlineData("datetime", "datetime", "2020-01-31T00:00:00", "2020-01-31T00:00:01")]
    [InlineData("datetime_offset", "datetime_offset", "2020-01-31T10:00:00+02:00", "2020-01-31T09:00:00+00:00")]
    [InlineData("time", "time", "10:00:00", "10:00:01")]
    public void Every_type_with_an_order_is_ordered(string left, string right, string less, string more)
    {
        using var batch = Batch(($"x:{left}", [less, null, less]), ($"y:{right}", [more, more, null]));
        Findings(With("<"), batch).Should().BeEmpty();
        Findings(With(">="), batch).Should().ContainSingle().Which.Should().StartWith("0: x is ");
    }

    [Theory]
    [InlineData("text", "abc", "abd")]
    [InlineData("boolean", "true", "false")]
    [InlineData("guid", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002")]
    public void Other_types_know_only_equality(string type, string value, string other)
    {
        using var batch = Batch(($"x:{type}", [value, value, null]), ($"y:{type}", [value, other, value]));
        Findings(With("=="), batch).Should().ContainSingle().Which.Should().StartWith("1: ");
        Refusal(With("<"), $"x:{type}", $"y:{type}").Should().Be($"DM2202 20: the rule 'compare <' needs values that have an order, and 'x' is {type}");
    }

    [Theory]
    [InlineData("integer", ">=", "5", "4", "0: x is 4, which is not at least 5.")]
    [InlineData("decimal(6,2)", ">", "5", "5.00", "0: x is 5.00, which is not greater than 5.")]
    [InlineData("date", "<", "2020-01-01", "2020-01-01", "0: x is 2020-01-01, which is not less than 2020-01-01.")]
    [InlineData("boolean", "==", "true", "false", "0: x is false, which is not equal to true.")]
    [InlineData("text", "!=", "n/a", "n/a", "0: x is 'n/a', which is not different from 'n/a'.")]
    public void A_constant_is_typed_by_the_field(string type, string symbol, string constant, string value, string expected) =>
        Findings(new CompareValidation(new CompareOptions { Field = Field("x"), Operator = symbol, Value = Scalar(constant) }), type, value, null).Should().Equal(expected);

    [Fact]
    public void A_side_that_failed_before_is_not_compared()
    {
        using var batch = Batch(("x:integer", ["1", "1"]), ("y:integer", ["2", "2"]));
        batch.Failures.Fail(0, new Rule(Stage.Validation, "range", null), "y", "2", "y is 2, greater than 1.");
        Findings(With("=="), batch).Should().Equal("0: y is 2, greater than 1.", "1: x is 1, which is not equal to y (2).");
    }

    [Fact]
    public void Mistakes_are_found_when_planning()
    {
        Refusal(With("=="), "x:integer", "y:date").Should().Be("DM2211 20: 'x' is integer and 'y' is date: the two cannot be compared");
        Refusal(With("=="), "x:integer", "y:number").Should().StartWith("DM2211");
        Refusal(new CompareValidation(new CompareOptions { Field = Field("x"), Operator = "==" }), "x:integer").Should().Be("DM2210 5: the rule 'compare' on 'x' has nothing to compare with");
        Refusal(new CompareValidation(new CompareOptions { Field = Field("x"), Operator = "==", With = Field("x"), Value = Scalar("1") }), "x:integer").Should().StartWith("DM2210");
        Refusal(new CompareValidation(new CompareOptions { Field = Field("x"), Operator = "==", Value = Scalar("one") }), "x:integer").Should().StartWith("DM2205 30:");
    }

    private static CompareValidation With(string symbol) => new(new CompareOptions { Field = Field("x"), Operator = symbol, With = Field("y") });
}
