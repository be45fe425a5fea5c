namespace DataMigration.Tests.Transforms;

public sealed class UnpivotTransformTests : IDisposable
{
    private readonly TransformRun _run = new TransformRun().With("in.csv", "shop,q1,q2,q3\nA,1,,3\nB,,,\n");

    [Fact]
    public void Columns_become_rows()
    {
        _run.Run(Pipeline("unpivot: { fields: [q1, q2, q3], name: quarter, value: amount, labels: { q1: Q1 } }"))
            .Should().Equal("shop,quarter,amount", "A,Q1,1", "A,q2,", "A,q3,3", "B,Q1,", "B,q2,", "B,q3,");
        _run.Counts.Should().Be("2+4=6w 0r 0f 0s");
    }

    [Fact]
    public void Nulls_can_make_no_row()
    {
        _run.Run(Pipeline("unpivot: { fields: [q1, q2, q3], name: quarter, value: amount, nulls: drop }")).Should().Equal("shop,quarter,amount", "A,q1,1", "A,q3,3");
        _run.Counts.Should().Be("2+1=2w 0r 1f 0s");
    }

    [Fact]
    public void Fields_of_two_types_are_refused() =>
        _run.Error("""
            sources: { rows: { csv: { path: in.csv, columns: { shop: text, q1: integer, q2: integer, q3: text } } } }
            transforms:
              - unpivot: { fields: [q1, q2, q3], name: quarter, value: amount }
            targets: { out: { csv: { path: out.csv } } }
            """).Should().Be("DM2410 'q1' is integer and 'q3' is text: one field cannot hold both");

    [Fact]
    public void A_name_that_is_taken_is_refused_and_says_nothing_else() =>
        _run.Error(Pipeline("unpivot: { fields: [q1, q2], name: quarter, value: q3 }\nmappings: { a: { from: nothing } }")).Should().Be("DM2401 there is a field called 'q3' already, and 'unpivot' would make another one");

    public void Dispose() => _run.Dispose();

    private static string Pipeline(string transform) => $$"""
        sources: { rows: { csv: { path: in.csv } } }
        transforms:
          - {{transform}}
        targets: { out: { csv: { path: out.csv } } }
        """;
}
