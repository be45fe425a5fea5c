using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Transforms;

public sealed class DeduplicateTransformTests : IDisposable
{
    private readonly TransformRun _run = new();

    [Theory]
    [InlineData("first", "a,1|,2|b,3|,5|A,7")]
    [InlineData("last", "|,2|,5|a,6|A,7|b,8")]
    public void One_row_of_each_key_stays(string keep, string expected)
    {
        _run.With("in.csv", "k,n\na,1\n,2\nb,3\na,4\n,5\na,6\nA,7\nb,8\n");
        _run.Run(Pipeline($"- deduplicate: {{ by: [k], keep: {keep} }}")).Should().Equal(["k,n", .. expected.TrimStart('|').Split('|')]);
        _run.Counts.Should().Be("8+0=5w 0r 0f 3s");
    }

    [Fact]
    public void A_key_of_which_the_kept_row_is_rejected_later_is_gone_all_the_same()
    {
        _run.With("in.csv", "k,n\na,x\na,2\nb,3\nb,y\n");
        _run.Run(Pipeline("- deduplicate: [k]", "mappings: { k: { from: k }, n: { from: n, type: integer } }")).Should().Equal("k,n", "b,3");
        _run.Counts.Should().Be("4+0=1w 1r 0f 2s");
        _run.Lines("rejects.csv").Should().Equal("k,n", "a,x");
    }

    [Fact]
    public void Rows_that_never_reach_the_step_claim_nothing()
    {
        _run.With("in.csv", "k,n\na,1\na,2\na,3\n");
        _run.Run(Pipeline("- filter: row.n !== '1'\n  - deduplicate: [k]\n  - filter: row.n !== '3'")).Should().Equal("k,n", "a,2");
        _run.Counts.Should().Be("3+0=1w 0r 1f 1s");
    }

    [Fact]
    public void Before_a_split_the_dropped_row_makes_no_others_and_after_it_each_value_counts()
    {
        _run.With("in.csv", "k,n\na,1;2\na,3;4\nb,1;5\n");
        _run.Run(Pipeline("- deduplicate: [k]\n  - split_rows: { field: n, separator: \";\" }")).Should().Equal("k,n", "a,1", "a,2", "b,1", "b,5");
        _run.Counts.Should().Be("3+2=4w 0r 0f 1s");
        _run.Run(Pipeline("- split_rows: { field: n, separator: \";\" }\n  - deduplicate: [n]")).Should().Equal("k,n", "a,1", "a,2", "a,3", "a,4", "b,5");
        _run.Counts.Should().Be("3+3=5w 0r 0f 1s");
    }

    [Fact]
    public void A_dropped_value_that_would_have_failed_rejects_none_of_its_siblings()
    {
        _run.With("in.csv", "k,n\na,1;x\nb,2;x\n");
        _run.Run(Pipeline("- split_rows: { field: n, separator: \";\" }\n  - deduplicate: [n]", "mappings: { k: { from: k }, n: { from: n, type: integer } }")).Should().Equal("k,n", "b,2");
        _run.Counts.Should().Be("2+2=1w 2r 0f 1s");
    }

    [Theory]
    [InlineData("first", "a,1|b,2|c,4")]
    [InlineData("last", "b,2|c,4|a,5")]
    public void A_union_before_it_brings_its_own_duplicates(string keep, string expected)
    {
        _run.With("in.csv", "k,n\na,1\nb,2\n").With("more.csv", "k,n\na,3\nc,4\na,5\n");
        _run.Run($$"""
            sources: { rows: { csv: { path: in.csv } }, more: { csv: { path: more.csv } } }
            transforms:
              - union: [more]
              - deduplicate: { by: [k], keep: {{keep}} }
            targets: { out: { csv: { path: out.csv } } }
            """).Should().Equal(["k,n", .. expected.Split('|')]);
        _run.Counts.Should().Be("2+3=3w 0r 0f 2s");
    }

    [Fact]
    public void Two_steps_that_keep_the_last_agree()
    {
        _run.With("in.csv", "k,n\na,1\na,1\nb,1\nb,2\na,2\nc,3\n");
        _run.Run(Pipeline("- deduplicate: { by: [k], keep: last }\n  - deduplicate: { by: [n], keep: last }")).Should().Equal("k,n", "a,2", "c,3");
        _run.Counts.Should().Be("6+0=2w 0r 0f 4s");
    }

    [Fact]
    public void Many_steps_that_keep_the_last_read_the_source_once_each()
    {
        _run.With("in.csv", "k,n\na,1\na,2\nb,3\n");
        string steps = string.Join("\n  ", Enumerable.Repeat("- deduplicate: { by: [k], keep: last }", 24));
        _run.Run(Pipeline(steps)).Should().Equal("k,n", "a,2", "b,3");
        _run.Counts.Should().Be("3+0=2w 0r 0f 1s");
    }

    [Fact]
    public void A_row_limit_looks_at_no_row_beyond_it()
    {
        _run.With("in.csv", "k,n\na,1\nb,2\na,3\n");
        _run.Run(Pipeline("- deduplicate: { by: [k], keep: last }"), new DataMigration.Execution.RunOptions { Rows = 2 }).Should().Equal("k,n", "a,1", "b,2");
    }

    [Fact]
    public void It_agrees_with_a_dictionary_whatever_the_rows_and_wherever_batches_are_cut() =>
        Prop.ForAll<PositiveInt[], bool>((sizes, last) =>
        {
            int[] cuts = [.. sizes.Select(s => s.Get), 50];
            const int Count = 400;
            var expected = Enumerable.Range(0, Count).GroupBy(i => i * i % 97).Select(g => last ? g.Max() : g.Min()).Order().Select(i => $"{i}").ToArray();
            var lines = _run.Run($$"""
                sources:
                  rows: { numbers: { count: {{Count}}, batches: [{{string.Join(", ", cuts)}}] } }
                transforms:
                  - set: { key: { script: "row.id * row.id % 97", type: integer } }
                  - deduplicate: { by: [key], keep: {{(last ? "last" : "first")}} }
                mappings: { id: { from: id } }
                targets: { out: { csv: { path: out.csv } } }
                """);
            return lines.Skip(1).SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    public void Dispose() => _run.Dispose();

    private static string Pipeline(string transforms, string rest = "") => $$"""
        sources: { rows: { csv: { path: in.csv } } }
        transforms:
          {{transforms}}
        {{rest}}
        targets: { out: { csv: { path: out.csv } } }
        rejects: { path: rejects.csv, accept: 100% }
        """;
}
