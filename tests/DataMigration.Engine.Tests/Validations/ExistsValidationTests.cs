using DataMigration.Tests.Transforms;

namespace DataMigration.Tests.Validations;

public sealed class ExistsValidationTests : IDisposable
{
    private readonly TransformRun _run = new TransformRun().With("in.csv", "id,region\n1,EU\n2,XX\n3,\n4,eu\n").With("regions.csv", "code,name\nEU,Europe\nEU,again\nUS,States\n");

    [Theory]
    [InlineData("exists: { source: regions, on: { region: code } }", "1,EU|3,")]
    [InlineData("exists: { source: regions, on: { region: code }, ignore_case: true }", "1,EU|3,|4,eu")]
    public void A_value_must_stand_in_the_other_source_and_null_passes(string rule, string expected)
    {
        _run.Run(Pipeline(rule)).Should().Equal(["id,region", .. expected.Split('|')]);
        _run.Report.Rejects.ByReason[0].Sample.Should().Be("region is 'XX', which no row of regions has as its code.");
        _run.Report.Rejects.ByReason[0].Code.Should().Be("exists");
    }

    [Fact]
    public void Keys_of_two_types_are_refused() =>
        _run.Error("""
            sources: { rows: { csv: { path: in.csv } }, regions: { csv: { path: regions.csv } } }
            mappings: { region: { from: region }, id: { from: id, type: integer } }
            validations: [ exists: { source: regions, on: { id: code } } ]
            targets: { out: { csv: { path: out.csv } } }
            """).Should().Be("DM2420 'id' is integer and 'regions.code' is text: keys of two types never match");

    public void Dispose() => _run.Dispose();

    private static string Pipeline(string rule) => $$"""
        sources: { rows: { csv: { path: in.csv } }, regions: { csv: { path: regions.csv } } }
        validations:
          - {{rule}}
        targets: { out: { csv: { path: out.csv } } }
        rejects: { accept: 100% }
        """;
}
