using System.Text.Json.Nodes;
using DataMigration.Execution;

namespace DataMigration.Tests.Execution;

/// <summary>What the reasons file says of rejected rows.</summary>
public sealed class ReasonTests : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    [Fact]
    public void A_condition_that_reads_a_failed_field_is_no_second_reason() =>
        Messages("txt\nx", """
            day: { from: txt, type: date }
            """, """
            - length: { field: txt, max: 0 }
              when: row.day.slice(0, 4) === '2020'
            - length: { field: txt, max: 0 }
              when: row.txt === 'x'
            """).Should().Equal("day is 'x', which is not a day in the form yyyy-MM-dd.", "txt has 1 character, more than 0.");

    [Fact]
    public void A_condition_that_fails_says_so_itself_whatever_the_rules_message() =>
        Messages("txt\nx", "", """
            - required: [txt]
              when: "(function () { throw new Error('boom'); })()"
              message: The text is wanted.
            """).Should().ContainSingle().Which.Should().Contain("boom").And.NotContain("wanted");

    [Fact]
    public void A_message_shows_the_beginning_of_a_long_value_on_one_line()
    {
        var messages = Messages($"txt\n\"a\nb{new string('x', 100_000)}\"", """
            n: { from: txt, type: integer }
            v: { from: txt, values: { q: r } }
            """, "");
        messages.Should().HaveCount(2);
        messages.Should().OnlyContain(m => m.Contains("'a bxxx") && m.Length < 200);
    }

    public void Dispose() => _pipelines.Dispose();

    private List<string> Messages(string data, string mappings, string validations)
    {
        _pipelines.Write("d.csv", data);
        _pipelines.Try($"""
            pipeline: p
            sources: { "{ s: { csv: { path: d.csv } } }" }
            mappings:
              txt: { "{ from: txt }" }
            {Indented(mappings)}
            validations: {(validations.Length == 0 ? "[]" : "")}
            {Indented(validations)}
            targets: { "{ t: { csv: { path: out.csv } } }" }
            rejects: { "{ path: r.csv, accept: 100% }" }
            """, new RunOptions()).Report!.Counts.Rejected.Should().Be(1);
        return [.. _pipelines.Read("r.reasons.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!["message"]!.GetValue<string>())];
    }

    private static string Indented(string lines) => string.Join('\n', lines.Split('\n').Select(l => "  " + l));
}
