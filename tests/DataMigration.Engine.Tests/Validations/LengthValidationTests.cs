using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class LengthValidationTests
{
    [Fact]
    public void Characters_are_code_points_not_bytes_and_not_utf16() =>
        Findings(Of(null, 3), "text", "abc", "abcd", "äöü", "äöüß", "😀😀😀", "😀😀😀😀", null)
            .Should().Equal("1: x has 4 characters, more than 3.", "3: x has 4 characters, more than 3.", "5: x has 4 characters, more than 3.");

    [Fact]
    public void Empty_text_has_a_length_and_null_has_none() => Findings(Of(2, null), "text", "", "a", "ab", null).Should()
        .Equal("0: x has 0 characters, fewer than 2.", "1: x has 1 character, fewer than 2.");

    [Fact]
    public void A_short_text_of_wide_characters_is_counted() => Findings(Of(2, 4), "text", "😀", "😀😀").Should().Equal("0: x has 1 character, fewer than 2.");

    [Fact]
    public void Mistakes_are_found_when_planning()
    {
        Refusal(Of(1, 2), "x:integer").Should().StartWith("DM2201 20: the rule 'length' judges text");
        Refusal(Of(null, null), "x:text").Should().StartWith("DM2203 5:");
        Refusal(Of(3, 2), "x:text").Should().StartWith("DM2204 5:");
    }

    private static LengthValidation Of(int? min, int? max) => new(new LengthOptions { Field = Field("x"), Min = min, Max = max });
}
