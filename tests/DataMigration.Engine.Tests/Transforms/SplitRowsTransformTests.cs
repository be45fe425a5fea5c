namespace DataMigration.Tests.Transforms;

public sealed class SplitRowsTransformTests : IDisposable
{
    private readonly TransformRun _run = new();

    [Fact]
    public void Each_value_of_a_text_becomes_a_row()
    {
        _run.With("in.csv", "id,tags\n1,a; b;c\n2,\n3,\"\"\n4,x\n");
        _run.Run(Pipeline("split_rows: { field: tags, separator: \";\", into: tag, position: n }"))
            .Should().Equal("id,tags,tag,n", "1,a; b;c,a,1", "1,a; b;c, b,2", "1,a; b;c,c,3", "2,,,1", "3,\"\",,1", "4,x,x,1");
        _run.Counts.Should().Be("4+2=6w 0r 0f 0s");
        _run.Run(Pipeline("split_rows: { field: tags, separator: \"; \", empty: drop }")).Should().Equal("id,tags", "1,a", "1,b;c", "4,x");
        _run.Counts.Should().Be("4+1=3w 0r 2f 0s");
    }

    [Fact]
    public void A_JSON_array_gives_its_elements_as_text_or_what_paths_reach_in_them()
    {
        _run.With("in.csv", """
            id,items
            1,"[""a"", 1.50, null, {""x"": [1, 2]}, ""\u00e9\n""]"
            2,[]
            """);
        _run.Run(Pipeline("split_rows: { field: items, json: true }")).Should().Equal("id,items", "1,a", "1,1.50", "1,", "1,\"{\"\"x\"\": [1, 2]}\"", "1,\"é", "\"", "2,");
        _run.With("in.csv", """
            id,items
            1,"[{""sku"": ""A1"", ""ship"": {""city"": ""Oslo""}}, {""sku"": 7}]"
            """);
        _run.Run(Pipeline("split_rows: { field: items, json: true, take: { sku: sku, city: ship.city }, position: line }"))
            .Should().Equal("id,items,sku,city,line", "1,\"[{\"\"sku\"\": \"\"A1\"\", \"\"ship\"\": {\"\"city\"\": \"\"Oslo\"\"}}, {\"\"sku\"\": 7}]\",A1,Oslo,1", "1,\"[{\"\"sku\"\": \"\"A1\"\", \"\"ship\"\": {\"\"city\"\": \"\"Oslo\"\"}}, {\"\"sku\"\": 7}]\",7,,2");
    }

    [Theory]
    [InlineData("not json", "items is 'not json', which is not valid JSON.")]
    [InlineData("\"{\"\"a\"\": 1}\"", "items is '{\"a\": 1}', which is not a JSON array.")]
    [InlineData("\"[\"\"\\ud800\"\"]\"", "items is '[\"\\ud800\"]', which holds half a character (a lone surrogate).")]
    [InlineData("\"[\"\"a\"\", {\"\"k\"\": 1, \"\"k\"\": 2}]\"", "items is '[\"a\", {\"k\": 1, \"k\": 2}]', which is not valid JSON.")]
    public void A_value_that_is_no_array_rejects_its_row(string cell, string message)
    {
        _run.With("in.csv", $"id,items\n1,{cell}\n2,[3]\n");
        _run.Run(Pipeline("split_rows: { field: items, json: true }")).Should().Equal("id,items", "2,3");
        _run.Counts.Should().Be("2+0=1w 1r 0f 0s");
        _run.Report.Rejects.ByReason.Should().ContainSingle().Which.Sample.Should().Be(message);
    }

    [Fact]
    public void A_source_row_of_which_one_value_fails_is_rejected_whole_and_filed_once()
    {
        _run.With("in.csv", "id,tags\n1,1;x;3\n2,4;5\n3,y;z\n");
        _run.Run(Pipeline("split_rows: { field: tags, separator: \";\" }", "mappings: { id: { from: id }, n: { from: tags, type: integer } }"))
            .Should().Equal("id,n", "2,4", "2,5");
        _run.Counts.Should().Be("3+4=2w 5r 0f 0s");
        _run.Lines("rejects.csv").Should().Equal("id,tags", "1,1;x;3", "3,y;z");
        _run.Lines("rejects.reasons.jsonl").Should().HaveCount(3);
        _run.Report.Targets["out"].Offered.Should().Be(2);
    }

    [Fact]
    public void A_key_that_a_rejected_source_row_would_have_claimed_is_free_again()
    {
        _run.With("in.csv", "id,tags\n1,a;b;b\n2,a\n3,b;c\n4,c\n");
        _run.Run(Pipeline("split_rows: { field: tags, separator: \";\" }", "validations: [ unique: [tags] ]"))
            .Should().Equal("id,tags", "2,a", "3,b", "3,c");
        _run.Counts.Should().Be("4+3=3w 4r 0f 0s");
    }

    [Fact]
    public void What_a_filter_takes_away_afterwards_counts_as_filtered()
    {
        _run.With("in.csv", "id,tags\n1,a;b;c\n2,b\n");
        _run.Run(Pipeline("split_rows: { field: tags, separator: \";\" }\n  - filter: row.tags !== 'b'")).Should().Equal("id,tags", "1,a", "1,c");
        _run.Counts.Should().Be("2+2=2w 0r 2f 0s");
    }

    [Fact]
    public void A_split_of_a_split_multiplies()
    {
        _run.With("in.csv", "id,a,b\n1,x;y,1;2\n2,,3\n");
        _run.Run(Pipeline("split_rows: { field: a, separator: \";\" }\n  - split_rows: { field: b, separator: \";\" }"))
            .Should().Equal("id,a,b", "1,x,1", "1,x,2", "1,y,1", "1,y,2", "2,,3");
        _run.Counts.Should().Be("2+3=5w 0r 0f 0s");
    }

    [Fact]
    public void A_table_takes_all_rows_of_a_source_row_or_none()
    {
        _run.With("datamigration.yaml", "connections: { db: { sqlite: { path: t.db } } }\n").With("in.csv", "id,tags\n1,a;b\n2,c;b;d\n3,e\n4,c;d\n");
        _run.Error("""
            sources: { rows: { csv: { path: in.csv } } }
            transforms: [ split_rows: { field: tags, separator: ";" } ]
            targets: { table: { sql: { connection: db, table: tags, mode: upsert, key: [tags], create: true } }, out: { csv: { path: out.csv } } }
            rejects: { path: rejects.csv, accept: 100% }
            """).Should().BeNull();
        _run.Lines("out.csv").Should().Equal("id,tags", "1,a", "1,b", "3,e", "4,c", "4,d");
        _run.Lines("rejects.csv").Should().Equal("id,tags", "2,c;b;d");
    }

    [Fact]
    public void A_limit_of_rows_counts_source_rows()
    {
        _run.With("in.csv", "id,tags\n1,a;b\n2,c;d\n3,e\n");
        _run.Run(Pipeline("split_rows: { field: tags, separator: \";\" }"), new DataMigration.Execution.RunOptions { Rows = 2 }).Should().Equal("id,tags", "1,a", "1,b", "2,c", "2,d");
        _run.Counts.Should().Be("2+2=4w 0r 0f 0s");
    }

    public void Dispose() => _run.Dispose();

    private static string Pipeline(string transform, string rest = "") => $$"""
        sources: { rows: { csv: { path: in.csv } } }
        transforms:
          - {{transform}}
        {{rest}}
        targets: { out: { csv: { path: out.csv } } }
        rejects: { path: rejects.csv, accept: 100% }
        """;
}
