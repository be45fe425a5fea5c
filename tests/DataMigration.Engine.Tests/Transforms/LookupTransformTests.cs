namespace DataMigration.Tests.Transforms;

public sealed class LookupTransformTests : IDisposable
{
    private readonly TransformRun _run = new TransformRun()
        .With("people.csv", "name,region\nAnn,EU\nBob,XX\nCyd,\nDan,eu\n")
        .With("regions.csv", "code,id,label\nEU,1,Europe\nUS,2,\"United, States\"\n,9,nowhere\n");

    [Fact]
    public void A_row_takes_fields_of_its_match_and_is_rejected_without_one()
    {
        _run.Run(Pipeline("lookup: { source: regions, on: { region: code }, take: { region_id: id, region_name: label } }"))
            .Should().Equal("name,region,region_id,region_name", "Ann,EU,1,Europe", "Cyd,,,");
        _run.Counts.Should().Be("4+0=2w 2r 0f 0s");
        _run.Lines("rejects.csv").Should().Equal("name,region", "Bob,XX", "Dan,eu");
        _run.Report.Rejects.ByReason.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Code = "lookup", Field = "region", Count = 2, Sample = "region is 'XX', which no row of regions has as its code." });
    }

    [Fact]
    public void Without_a_match_a_field_can_be_null() =>
        _run.Run(Pipeline("lookup: { source: regions, on: { region: code }, take: { id: id }, missing: null, ignore_case: true }"))
            .Should().Equal("name,region,id", "Ann,EU,1", "Bob,XX,", "Cyd,,", "Dan,eu,1");

    [Fact]
    public void Without_a_match_a_field_can_have_a_default_and_a_null_key_stays_null() =>
        _run.Run(Pipeline("lookup: { source: regions, on: { region: code }, take: { id: id, label: label }, missing: default, defaults: { id: 0 } }"))
            .Should().Equal("name,region,id,label", "Ann,EU,1,Europe", "Bob,XX,0,", "Cyd,,,", "Dan,eu,0,");

    [Fact]
    public void Keys_of_several_typed_fields_match_by_value()
    {
        _run.With("prices.csv", "sku,day,price\n1,2026-01-01,10.50\n01,2026-01-02,11\n").With("sales.csv", "sku,day\n1,2026-01-01\n1,2026-01-02\n2,2026-01-01\n");
        _run.Run("""
            sources:
              sales: { csv: { path: sales.csv, columns: { sku: integer, day: date } } }
              prices: { csv: { path: prices.csv, columns: { sku: integer, day: date, price: "decimal(10,2)" } } }
            transforms:
              - lookup: { source: prices, on: { sku: sku, day: day }, take: { price: price }, missing: null }
            targets: { out: { csv: { path: out.csv } } }
            """).Should().Equal("sku,day,price", "1,2026-01-01,10.50", "1,2026-01-02,11.00", "2,2026-01-01,");
    }

    [Fact]
    public void A_key_that_comes_twice_fails_the_run_before_its_first_row_unless_one_of_them_counts()
    {
        _run.With("regions.csv", "code,id\nEU,1\nUS,2\nEU,3\n");
        _run.Error(Pipeline("lookup: { source: regions, on: { region: code }, take: { id: id } }")).Should().Be("DM4021 the source 'regions' has the key 'EU' a second time (regions.csv, line 4), so one key has two answers");
        _run.Lines("out.csv").Should().BeEmpty();
        _run.Run(Pipeline("lookup: { source: regions, on: { region: code }, take: { id: id }, missing: null, duplicates: first }"))[1].Should().Be("Ann,EU,1");
        _run.Run(Pipeline("lookup: { source: regions, on: { region: code }, take: { id: id }, missing: null, duplicates: last }"))[1].Should().Be("Ann,EU,3");
    }

    [Fact]
    public void A_broken_row_of_the_other_source_fails_the_run()
    {
        _run.With("regions.csv", "code,id\nEU,1\nUS,2,3\n");
        _run.Error(Pipeline("lookup: { source: regions, on: { region: code }, take: { id: id } }")).Should().Be("DM4022 the source 'regions' has a row that cannot be read (regions.csv, line 3): Expected 2 columns and found 3.");
    }

    [Fact]
    public void Fifty_thousand_keys_are_found_by_every_worker()
    {
        _run.With("people.csv", "name,region\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"p{i},k{(i * 7919L) % 60_000}\n")))
            .With("regions.csv", "code,id\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"k{i},{i}\n")));
        var lines = _run.Run(Pipeline("lookup: { source: regions, on: { region: code }, take: { id: id } }"));
        lines.Should().HaveCount(50_001);
        foreach (string line in lines.Skip(1)) line.Split(',')[1].Should().Be("k" + line.Split(',')[2]);
        _run.Counts.Should().Be("60000+0=50000w 10000r 0f 0s");
    }

    public void Dispose() => _run.Dispose();

    private static string Pipeline(string transform) => $$"""
        sources:
          people: { csv: { path: people.csv } }
          regions: { csv: { path: regions.csv } }
        transforms:
          - {{transform}}
        targets: { out: { csv: { path: out.csv } } }
        rejects: { path: rejects.csv, accept: 100% }
        """;
}
