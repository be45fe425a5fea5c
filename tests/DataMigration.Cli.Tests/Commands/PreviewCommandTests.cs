using System.Text.Json;

namespace DataMigration.Cli.Commands;

public sealed class PreviewCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _pipeline;

    public PreviewCommandTests()
    {
        _folder.Write("in.csv", "id,tags,region\n1,a;b,EU\n2,c;A,US\n3,,XX\n9,z,EU\n1,q;x,EU\nseven,s,US\n");
        _folder.Write("regions.csv", "code,label\nEU,Europe\nUS,\n");
        _pipeline = _folder.Write("p.yaml", """
            pipeline: every-end
            sources:
              rows: { csv: { path: in.csv } }
              regions: { csv: { path: regions.csv } }
            transforms:
              - filter: row.id !== '9'
              - deduplicate: { by: [id], keep: last }
              - lookup: { source: regions, on: { region: code }, take: { label: label } }
              - split_rows: { field: tags, separator: ";", position: n }
            mappings:
              id: { from: id, type: integer }
              tag: { from: tags, apply: [upper] }
              region: { from: label }
              n: { from: n }
            validations:
              - required: [region]
                severity: warning
            targets:
              first: { when: row.n === 1, csv: { path: first.csv } }
              ends_of_x: { when: row.tag === 'X', csv: { path: x.csv } }
            """);
    }

    [Fact]
    public async Task Every_end_of_a_row_is_shown_with_what_each_stage_made_of_it()
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync("preview", _pipeline, "--rows", "9")).Should().Be(0);
        terminal.Error.Should().BeEmpty();
        Snapshot.Matches(terminal.Out, "preview");
    }

    [Fact]
    public async Task As_json_it_has_every_row_and_stage()
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync("preview", _pipeline, "--output", "json", "--rows", "2")).Should().Be(0);
        var rows = JsonDocument.Parse(terminal.Out).RootElement.GetProperty("rows");
        rows.EnumerateArray().Select(r => $"{r.GetProperty("line")} {r.GetProperty("outcome")} {r.GetProperty("ended_at")}")
            .Should().Equal("2 skipped 2. deduplicate", "3 passed ", "3 filtered targets");
        rows[1].GetProperty("stages")[0].GetProperty("values").GetProperty("tags").GetString().Should().Be("c;A");
    }

    [Fact]
    public async Task It_leaves_nothing_behind()
    {
        var before = Directory.GetFileSystemEntries(_folder.Path);
        (await new TestTerminal().RunAsync("preview", _pipeline)).Should().Be(0);
        Directory.GetFileSystemEntries(_folder.Path).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task An_invalid_pipeline_ends_with_2_and_a_missing_file_with_3()
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync("preview", _folder.Write("bad.yaml", "pipeline: bad\n"))).Should().Be(2);
        File.Delete(System.IO.Path.Combine(_folder.Path, "regions.csv"));
        (await terminal.RunAsync("preview", _pipeline)).Should().Be(3);
        terminal.Error.Should().Contain("DM3001");
    }

    public void Dispose() => _folder.Dispose();
}
