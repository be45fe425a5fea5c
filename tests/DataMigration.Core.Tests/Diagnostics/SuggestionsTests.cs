using DataMigration.Diagnostics;

namespace DataMigration.Tests.Diagnostics;

public class SuggestionsTests
{
    private static readonly string[] Names = ["upper", "lower", "trim", "collapse_spaces", "email_address"];

    [Theory]
    [InlineData("uper", "upper")]
    [InlineData("tirm", "trim")]
    [InlineData("UPPER", "upper")]
    [InlineData("collapse-spaces", "collapse_spaces")]
    [InlineData("emailaddress", "email_address")]
    [InlineData("lowerr", "lower")]
    [InlineData("zzz", null)]
    [InlineData("x", null)]
    [InlineData("country", null)]
    public void Finds_the_nearest_name_or_none(string name, string? expected) => Suggestions.Nearest(name, Names).Should().Be(expected);

    [Fact]
    public void The_nearer_of_two_wins() => Suggestions.Nearest("emial", ["mail", "email"]).Should().Be("email");

    [Fact]
    public void A_remedy_suggests_or_lists()
    {
        Suggestions.Remedy("uper", Names).Should().Be("did you mean 'upper'?");
        Suggestions.Remedy("zzz", ["a_very_long_name", "b_also_long"]).Should().Be("Known here: a_very_long_name, b_also_long.");
        Suggestions.Remedy("zzz", [], "There are no fields.").Should().Be("There are no fields.");
        Suggestions.Remedy("zzz", [.. Enumerable.Range(0, 50).Select(i => $"column_number_{i}")]).Should().EndWith("column_number_39, ….");
    }
}
