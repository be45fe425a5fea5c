namespace DataMigration.Tests.Transforms;

public sealed class UnionTransformTests : IDisposable
{
    private readonly TransformRun _run = new TransformRun()
        .With("a.csv", "id,name\n1,Ann\n2,\n3,Cyd\n").With("b.csv", "name,id\nDan,4\n,5\nFay,6\n").With("c.csv", "id,extra\n7,x\n");

    [Fact]
    public void Rows_of_other_sources_follow_and_count_as_added()
    {
        _run.Run(Pipeline("  - filter: row.id !== '1'\n  - union: [b]\n  - filter: row.id !== '6'", "[a, b]")).Should().Equal("id,name", "3,Cyd", "4,Dan");
        _run.Counts.Should().Be("3+3=2w 2r 2f 0s");
        _run.Lines("rejects.csv").Should().Equal("id,name", "2,");
        _run.Lines("rejects.b.csv").Should().Equal("name,id", ",5");
        _run.Report.Sources["a"].Read.Should().Be(3);
        _run.Report.Sources["b"].Read.Should().Be(3);
        _run.Lines("rejects.b.reasons.jsonl").Should().ContainSingle().Which.Should().Contain("\"source\":\"b\"").And.Contain("\"line\":3");
    }

    [Fact]
    public void Fields_that_differ_are_refused_or_filled_and_ignored()
    {
        _run.Error(Pipeline("  - union: [c]", "[a, c]")).Should().Be(
            "DM2411 the source 'c' has no field 'name', which the rows have at this point; DM2412 the source 'c' has a field 'extra', which the rows do not have at this point");
        _run.Run(Pipeline("  - union: { sources: [c, b], missing: null, extra: ignore }", "[a, b, c]", rules: "")).Should().Equal("id,name", "1,Ann", "2,", "3,Cyd", "7,", "4,Dan", "5,", "6,Fay");
    }

    [Fact]
    public void Types_that_differ_are_refused() =>
        _run.Error("""
            sources:
              a: { csv: { path: a.csv, columns: { id: integer, name: text } } }
              b: { csv: { path: b.csv } }
            transforms: [ union: [b] ]
            targets: { out: { csv: { path: out.csv } } }
            """).Should().Be("DM2413 'id' is integer here and text in the source 'b'");

    [Fact]
    public void A_row_limit_ends_in_the_first_source()
    {
        _run.Run(Pipeline("  - union: [b]", "[a, b]", rules: ""), new DataMigration.Execution.RunOptions { Rows = 3 }).Should().HaveCount(4);
        _run.Run(Pipeline("  - union: [b]", "[a, b]", rules: ""), new DataMigration.Execution.RunOptions { Rows = 4 }).Should().HaveCount(5);
    }

    [Fact]
    public void Rows_that_joined_count_for_what_a_run_may_reject()
    {
        _run.Run(Pipeline("  - filter: row.id === '2'\n  - union: [b]", "[a, b]").Replace("accept: 100%", "accept: 40%"));
        _run.Counts.Should().Be("3+3=2w 2r 2f 0s");
        _run.Report.ExitCode.Should().Be(0);
    }

    [Fact]
    public void Mended_rejects_of_a_source_that_joined_are_not_overwritten()
    {
        _run.Run(Pipeline("  - union: [b]", "[a, b]"));
        _run.With("rejects.b.csv", "name,id\nEve,5\n");
        _run.Error(Pipeline("  - union: [b]", "[a, b]")).Should().Be("DM4001 the reject file 'rejects.b.csv' is not as a run left it");
        _run.Lines("rejects.b.csv").Should().Equal("name,id", "Eve,5");
    }

    public void Dispose() => _run.Dispose();

    private static string Pipeline(string transforms, string sources, string rules = "validations: [ required: [name] ]") => $$"""
        sources: { {{string.Join(", ", sources.Trim('[', ']').Split(", ").Select(s => $"{s}: {{ csv: {{ path: {s}.csv }} }}"))}} }
        transforms:
        {{transforms}}
        {{rules}}
        targets: { out: { csv: { path: out.csv } } }
        rejects: { path: rejects.csv, accept: 100% }
        """;
}
