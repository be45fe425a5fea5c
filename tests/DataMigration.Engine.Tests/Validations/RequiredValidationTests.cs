using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class RequiredValidationTests
{
    private static readonly RequiredValidation OfX = new(new RequiredOptions { Fields = [Field("x")] });

    [Fact]
    public void Null_and_empty_text_are_nothing_and_blanks_are_something() =>
        Findings(OfX, "text", "a", null, "", " ").Should().Equal("1: x is empty.", "2: x is empty.");

    [Theory]
    [InlineData("integer", "0")]
    [InlineData("number", "0")]
    [InlineData("decimal(12,2)", "0.00")]
    [InlineData("boolean", "false")]
    [InlineData("date", "2020-01-31")]
    [InlineData("datetime", "2020-01-31T00:00:00")]
    [InlineData("datetime_offset", "2020-01-31T00:00:00+00:00")]
    [InlineData("time", "00:00:00")]
    [InlineData("guid", "00000000-0000-0000-0000-000000000000")]
    [InlineData("json", "{}")]
    public void Of_every_other_type_only_null_is_nothing(string type, string value) => Findings(OfX, type, value, null).Should().Equal("1: x is empty.");

    [Fact]
    public void Every_listed_field_is_judged_and_carries_its_own_reason()
    {
        using var batch = Batch(("a:text", [null, "1"]), ("b:text", [null, ""]), ("c:text", [null, null]));
        Findings(new RequiredValidation(new RequiredOptions { Fields = [Field("a"), Field("b")] }), batch)
            .Should().Equal("0: a is empty.", "0: b is empty.", "1: b is empty.");
        batch.Failures.Failures.Select(f => (f.Field, f.Value, f.Rule)).Should().Equal(("a", null, TheRule), ("b", null, TheRule), ("b", "", TheRule));
    }

    [Fact]
    public void A_cell_that_failed_before_is_not_called_empty()
    {
        using var batch = Batch(("x:integer", [null]));
        batch.Failures.Fail(0, new Rule(Stage.Mapping, "type", null), "x", "abc", "x is 'abc', which is not a whole number.");
        Findings(OfX, batch).Should().ContainSingle().Which.Should().Contain("abc");
    }

    [Fact]
    public void Rows_it_is_not_asked_about_are_left_alone()
    {
        using var batch = Batch(("x:text", [null, null, null]));
        using var worker = new Worker(() => null!);
        OfX.Compile(Context(batch.Schema, new()))!.Check(batch, [1], worker);
        batch.Failures.Failures.Select(f => f.Row).Should().Equal(1);
    }
}
