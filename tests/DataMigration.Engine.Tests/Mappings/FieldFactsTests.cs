using DataMigration.Execution;

namespace DataMigration.Tests.Mappings;

/// <summary>What is known of a field's values beyond its type reaches the target, and is forgotten where it may no longer hold.</summary>
public sealed class FieldFactsTests : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    [Theory]
    [InlineData("{ from: a, type: datetime_offset }", "datetime_offset 7")]
    [InlineData("{ from: a, type: datetime_offset, precision: 6 }", "datetime_offset 6")]
    [InlineData("{ from: a, type: datetime_offset, precision: 6, to_utc: true }", "datetime_offset 6 utc")]
    [InlineData("{ from: a, type: datetime, to_utc: true, precision: 3 }", "datetime 3 utc")]
    [InlineData("{ from: a, type: datetime_offset, precision: 3, to_utc: true, default: \"2020-01-01T00:00:00Z\" }", "datetime_offset 3 utc")]
    [InlineData("{ from: a, type: datetime_offset, precision: 3, to_utc: true, default: \"2020-01-01T00:00:00.1234567+02:00\" }", "datetime_offset 7")]
    [InlineData("{ from: a, type: time, precision: 0 }", "time 0")]
    public void Named_losses_are_known(string mapping, string expected) => Told($"mappings: {{ f: {mapping} }}").Should().Be($"f {expected}");

    [Fact]
    public void A_field_that_goes_through_keeps_what_is_known()
    {
        string set = "transforms: [{ set: { f: { from: a, type: datetime, precision: 3 } } }]";
        Told($"{set}\nmappings: {{ \"*\": {{ except: [a] }} }}").Should().Be("f datetime 3");
        Told($"{set}\nmappings: {{ f: {{ from: f }} }}").Should().Be("f datetime 3");
    }

    public void Dispose() => _pipelines.Dispose();

    private string Told(string parts)
    {
        _pipelines.Write("in.csv", "a\n2020-01-01\n");
        var result = _pipelines.Try($$"""
            pipeline: facts
            sources: { s: { csv: { path: in.csv } } }
            {{parts}}
            targets: { t: { ledger: { path: out.txt, tell: true } } }
            rejects: { accept: 100% }
            """, new RunOptions { DryRun = true });
        return result.Diagnostics.Items.Single().Message;
    }
}
