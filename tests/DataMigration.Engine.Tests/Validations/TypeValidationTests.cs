using DataMigration.Configuration.Definitions;
using DataMigration.Data;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class TypeValidationTests
{
    [Fact]
    public void Text_must_be_readable_as_the_type_and_stays_text()
    {
        using var batch = Batch(("x:text", ["12", "twelve", null, ""]));
        Findings(Of(DataType.Integer), batch).Should().Equal("1: x is 'twelve', which is not a whole number.", "3: x is '', which is not a whole number.");
        batch[0].Type.Should().Be(DataType.Text);
    }

    [Fact]
    public void The_format_is_that_of_mappings() =>
        Findings(Of(DataType.Date, new FormatDefinition { Pattern = "MM/dd/yyyy" }), "text", "02/29/2020", "02/29/2021", "2020-02-29")
            .Should().Equal("1: x is '02/29/2021', which is not a day in the form MM/dd/yyyy.", "2: x is '2020-02-29', which is not a day in the form MM/dd/yyyy.");

    [Fact]
    public void A_typed_field_needs_no_such_rule() => Refusal(Of(DataType.Integer), "x:integer").Should().Be("DM2201 20: the rule 'type' judges text, and 'x' is integer");

    [Fact]
    public void A_format_of_another_type_is_refused() =>
        Refusal(Of(DataType.Date, new FormatDefinition { Pattern = "qq/99" }), "x:text").Should().StartWith("DM2213 20: the format of the rule 'type' on 'x' does not suit date: ");

    private static TypeValidation Of(DataType type, FormatDefinition? format = null) => new(new TypeOptions { Field = Field("x"), Type = type, Format = format });
}
