using System.Text.Json;

namespace DataMigration.Cli.Commands;

/// <summary>The program from its command line to its files, in process.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Good = """
        pipeline: good
        sources: { s: { csv: { path: in.csv } } }
        mappings: { id: { from: id, type: integer } }
        targets: { t: { csv: { path: out.csv } } }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public RunCommandTests() => _folder.Write("in.csv", "id\n1\n2\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_run_reports_on_stdout_and_keeps_stderr_empty()
    {
        (await RunAsync(Good)).Should().Be(0);
        _terminal.Out.Should().StartWith("good: completed in ").And.Contain("2 read = 2 written + 0 rejected").And.Contain("report.json");
        _terminal.Error.Should().BeEmpty();
        File.ReadAllText(Path.Combine(_folder.Path, "out.csv")).Should().Be("id\n1\n2\n");
    }

    [Fact]
    public async Task Json_on_stdout_is_what_the_run_kept()
    {
        (await RunAsync(Good, "--output", "json")).Should().Be(0);
        var report = JsonDocument.Parse(_terminal.Out).RootElement;
        string kept = Path.Combine(_folder.Path, ".datamigration", "runs", report.GetProperty("run").GetString()!);
        _terminal.Out.Should().Be(File.ReadAllText(Path.Combine(kept, "report.json")));
        File.ReadAllLines(Path.Combine(kept, "log.jsonl")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task More_rejects_than_accepted_end_with_1()
    {
        _folder.Write("in.csv", "id\n1\nx\n");
        (await RunAsync(Good)).Should().Be(1);
        _terminal.Out.Should().Contain("completed with rejects").And.Contain("error DM4004").And.Contain("2 read = 1 written + 1 rejected");
        (await RunAsync(Good + "rejects: { accept: 1 }")).Should().Be(0);
    }

    [Fact]
    public async Task An_invalid_pipeline_ends_with_2_and_touches_nothing()
    {
        (await RunAsync(Good.Replace("from: id", "fro: id", StringComparison.Ordinal))).Should().Be(2);
        _terminal.Out.Should().BeEmpty();
        _terminal.Error.Should().Contain("error DM").And.Contain("pipeline.yaml:3");
        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("in.csv", "pipeline.yaml");
    }

    [Fact]
    public async Task A_field_the_source_does_not_have_is_found_before_the_first_row()
    {
        _folder.Write("in.csv", "key\n1\n");
        (await RunAsync(Good, "--output", "json")).Should().Be(2);
        var json = JsonDocument.Parse(_terminal.Out).RootElement;
        json.GetProperty("run").ValueKind.Should().Be(JsonValueKind.Null);
        json.GetProperty("diagnostics")[0].GetProperty("code").GetString().Should().Be("DM2003");
    }

    [Fact]
    public async Task A_world_that_fails_ends_with_3_and_says_what_to_do()
    {
        File.Delete(Path.Combine(_folder.Path, "in.csv"));
        (await RunAsync(Good)).Should().Be(3);
        _terminal.Out.Should().Contain("good: failed").And.Contain("error DM30").And.Contain("in.csv");
    }

    [Fact]
    public async Task A_dry_run_shows_rows_and_writes_nothing()
    {
        (await RunAsync(Good, "--dry-run")).Should().Be(0);
        _terminal.Out.Should().Contain("(dry run, nothing was written)").And.Contain("first 2 rows").And.NotContain("report.json");
        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("in.csv", "pipeline.yaml");
    }

    [Fact]
    public async Task Rows_bounds_what_is_read()
    {
        (await RunAsync(Good, "--dry-run", "--rows", "1")).Should().Be(0);
        _terminal.Out.Should().Contain("1 read = 1 written");
    }

    [Fact]
    public async Task Of_several_none_runs_while_one_is_invalid()
    {
        string good = _folder.Write("good.yaml", Good), bad = _folder.Write("bad.yaml", Good.Replace("type: integer", "type: intger", StringComparison.Ordinal));
        (await _terminal.RunAsync("run", good, bad)).Should().Be(2);
        _terminal.Error.Should().Contain("2 pipelines, 1 error, 0 warnings; none was run.");
        File.Exists(Path.Combine(_folder.Path, "out.csv")).Should().BeFalse();
    }

    [Fact]
    public async Task Several_run_one_after_the_other_and_the_worst_exit_code_counts()
    {
        _folder.Write("in.csv", "id\nx\n");
        string first = _folder.Write("first.yaml", Good), second = _folder.Write("second.yaml", Good.Replace("in.csv", "in2.csv", StringComparison.Ordinal).Replace("out.csv", "out2.csv", StringComparison.Ordinal));
        _folder.Write("in2.csv", "id\n1\n");
        (await _terminal.RunAsync("run", first, second, "--output", "json")).Should().Be(1);
        JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("status").GetString())
            .Should().Equal("completed_with_rejects", "completed");
    }

    [Fact]
    public async Task Of_several_that_began_an_invalid_one_does_not_claim_that_nothing_was_touched()
    {
        string first = _folder.Write("first.yaml", Good), second = _folder.Write("second.yaml", Good.Replace("from: id", "from: nowhere", StringComparison.Ordinal).Replace("out.csv", "out2.csv", StringComparison.Ordinal));
        (await _terminal.RunAsync("run", first, second)).Should().Be(1);
        (await _terminal.RunAsync("run", second)).Should().Be(2);
    }

    [Fact]
    public async Task A_second_run_of_an_upsert_says_that_nothing_changed()
    {
        _folder.CopyFrom(Repository.PathOf("examples", "03-csv-to-sqlite"));
        string pipeline = Path.Combine(_folder.Path, "pipeline.yaml");
        (await _terminal.RunAsync("run", pipeline)).Should().Be(0);
        _terminal.Out.Should().Contain("3 inserted, 0 changed, 0 unchanged").And.NotContain("Nothing changed");
        (await _terminal.RunAsync("run", pipeline)).Should().Be(0);
        _terminal.Out.Should().Contain("Nothing changed: the target had every row already.").And.Contain("0 inserted, 0 changed, 3 unchanged");
    }

    private Task<int> RunAsync(string pipeline, params string[] options) => _terminal.RunAsync(["run", _folder.Write("pipeline.yaml", pipeline), .. options]);
}
