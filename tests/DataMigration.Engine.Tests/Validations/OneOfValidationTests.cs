using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class OneOfValidationTests
{
    [Theory]
    [InlineData("text", "A", "B", "'b'")]
    [InlineData("integer", "1", "2", "3")]
    [InlineData("number", "0.5", "2", "2.5")]
    [InlineData("decimal(6,2)", "1.50", "2.00", "2.01")]
    [InlineData("boolean", "true", "true", "false")]
    [InlineData("date", "2020-01-31", "2020-02-29", "2020-02-28")]
    [InlineData("time", "08:00:00", "09:00:00", "10:00:00")]
    [InlineData("guid", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003")]
    public void The_value_must_be_listed(string type, string first, string second, string other) =>
        Findings(Of(false, first, second), type, first, second, other.Trim('\''), null)
            .Should().Equal($"2: x is {other}, which is none of the listed values ({first}, {second}).");

    [Fact]
    public void An_instant_is_the_same_at_every_offset() =>
        Findings(Of(false, "2020-01-01T12:00:00+02:00"), "datetime_offset", "2020-01-01T10:00:00+00:00").Should().BeEmpty();

    [Fact]
    public void Text_is_exact_unless_case_is_ignored()
    {
        Findings(Of(false, "Vip", "Élite"), "text", "VIP", "").Should().HaveCount(2);
        Findings(Of(true, "Vip", "Élite"), "text", "VIP", "vip", "ÉLITE", "élite", "Elite")
            .Should().Equal("4: x is 'Elite', which is none of the listed values (Vip, Élite).");
    }

    [Fact]
    public void A_long_list_is_cut_in_the_message() =>
        Findings(Of(false, [.. Enumerable.Range(0, 30).Select(i => $"v{i}")]), "text", "v29", "w")
            .Should().Equal("1: x is 'w', which is none of the listed values (v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, …).");

    [Fact]
    public void Mistakes_are_found_when_planning()
    {
        Refusal(Of(false, "1", "two"), "x:integer").Should().StartWith("DM2205 30: 'two' cannot be compared with 'x', which is integer");
        Refusal(Of(false, [null!]), "x:text").Should().StartWith("DM2205 30: 'null' cannot");
        Refusal(Of(true, "1"), "x:integer").Should().Be("DM2212 20: `ignore_case` has no meaning for the rule 'one_of': 'x' is integer");
        Refusal(Of(false, "{}"), "x:json").Should().StartWith("DM2201 20:");
    }

    private static OneOfValidation Of(bool ignoreCase, params string[] values) =>
        new(new OneOfOptions { Field = Field("x"), Values = [.. values.Select(Scalar)], IgnoreCase = ignoreCase });
}
