using DataMigration.Configuration;

namespace DataMigration.Tests.Planning;

/// <summary>What the passes of planning say of whole files, and that one mistake is told once.</summary>
public sealed class PlannerTests : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    [Fact]
    public void A_field_of_a_broken_set_is_known_below_it() => Findings("""
        pipeline: p
        sources: { s: { csv: { path: d.csv, header: false, columns: { id: integer, a: text } } } }
        transforms:
          - set: { area: { script: "row.a.slice(0" }, c: { from: a } }
        mappings:
          area: { from: area }
          both: { script: row.area + row.c }
        validations:
          - range: { field: area, min: 0 }
        targets: { t: { csv: { path: out.csv } } }
        """).Should().Equal("DM2301 4");

    [Fact]
    public void A_field_set_from_one_that_only_the_source_can_type_is_not_judged_before_it_has_been_asked() => Findings("""
        pipeline: p
        sources: { s: { csv: { path: d.csv, columns: { id: integer } } } }
        transforms:
          - set: { b: { from: id } }
          - set: { c: { from: b }, d: { from: b, apply: [trim] } }
        validations:
          - range: { field: b, min: 0 }
          - range: { field: c, min: 0 }
          - range: { field: d, min: 0 }
        targets: { t: { csv: { path: out.csv } } }
        """).Should().Equal("DM2202 9");

    [Fact]
    public void A_refused_conversion_does_not_make_the_default_wrong_as_well() => Findings("""
        pipeline: p
        sources: { s: { csv: { path: d.csv, header: false, columns: { day: date } } } }
        mappings:
          d: { from: day, type: boolean, default: true }
        targets: { t: { csv: { path: out.csv } } }
        """).Should().Equal("DM2102 4");

    [Fact]
    public void A_format_of_text_is_refused_and_not_passed_over() => Findings("""
        pipeline: p
        sources: { s: { csv: { path: d.csv } } }
        mappings:
          a: { from: a, type: text, format: MM/dd/yyyy }
          b: { from: b, type: text }
        targets: { t: { csv: { path: out.csv } } }
        """).Should().Equal("DM2101 4");

    [Fact]
    public void Nothing_is_said_about_values_that_a_parameter_has_yet_to_bring() => Findings("""
        pipeline: p
        parameters:
          word: { type: text, required: true }
          count: { type: integer, required: true }
        sources: { s: { csv: { path: d.csv, delimiter: "${word}", header: false, columns: { id: integer, a: text } } } }
        mappings:
          id: { from: id }
          a: { from: a, apply: [{ format_digits: "${word}" }], values: { x: "${word}" } }
          b: { from: a, type: integer, default: "${count}" }
          c: { value: "${word}", type: date }
        validations:
          - compare: { field: id, operator: "${word}", value: "${count}" }
          - range: { field: id, min: "${count}" }
            when: row.nope > 1
        targets: { t: { csv: { path: "${word}.csv", delimiter: "${word}" } } }
        """).Should().Equal("DM1307 3", "DM1307 4", "DM2304 14");

    public void Dispose() => _pipelines.Dispose();

    private IEnumerable<string> Findings(string pipeline) =>
        new MigrationEngine(TestPipelines.Catalogue, TimeProvider.System).PlanAsync(_pipelines.Write("pipeline.yaml", pipeline), new LoadOptions(), connect: false, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult().Diagnostics.Items.Select(d => $"{d.Code} {d.Span!.Value.Line}");
}
