using System.Text.Json;

namespace DataMigration.Cli.History;

/// <summary>Real runs, and what is told of them afterwards.</summary>
public sealed class HistoryCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HistoryCommandTests()
    {
        _folder.Write("in.csv", "id\n1\nx\n");
        Write("good", "rejects: { accept: 5 }");
        Write("strict", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_stand_newest_first_with_their_counts()
    {
        await RunAsync("good", 0);
        await RunAsync("strict", 1);
        string[] lines = (await AskAsync("history")).TrimEnd().Split('\n');
        lines.Should().HaveCount(3);
        lines[0].Should().MatchRegex(@"^run +pipeline +status +started \(UTC\) +duration +read +written +rejected$");
        lines[1].Should().MatchRegex(@"^\d{8}T\d{6}Z-strict-[0-9a-f]{4} +strict +completed with rejects +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +[0-9.]+ s +2 +1 +1$");
        lines[2].Should().Contain("-good-");
        (await AskAsync("history", "--pipeline", "good")).Should().Contain("-good-").And.NotContain("-strict-");
        (await AskAsync("history", "--limit", "1")).Should().Contain("-strict-").And.NotContain("-good-");
        (await AskAsync("history", "--since", "1d")).Should().Contain("-good-");
    }

    [Fact]
    public async Task Json_is_an_array_of_what_is_known()
    {
        await RunAsync("strict", 1, "--rows", "2");
        var run = JsonDocument.Parse(await AskAsync("history", "--output", "json")).RootElement.EnumerateArray().Single();
        run.GetProperty("pipeline").GetString().Should().Be("strict");
        run.GetProperty("status").GetString().Should().Be("completed_with_rejects");
        run.GetProperty("counts").GetProperty("rejected").GetInt64().Should().Be(1);
        run.GetProperty("rows").GetInt64().Should().Be(2);
        run.GetProperty("error_code").GetString().Should().Be("DM4004");
        if (!Repository.IsNativeRound) run.GetProperty("process_id").GetInt32().Should().Be(Environment.ProcessId);
        run.GetProperty("pipeline_file").GetString().Should().Be(Path.Combine(_folder.Path, "strict.yaml"));
        run.GetProperty("fingerprint").EnumerateObject().Should().NotBeEmpty();
        File.Exists(run.GetProperty("report_path").GetString()).Should().BeTrue();
    }

    [Fact]
    public async Task A_dry_run_is_no_history()
    {
        await RunAsync("good", 0, "--dry-run");
        var terminal = TestTerminal.In(_folder.Path);
        (await terminal.RunAsync("history")).Should().Be(0);
        terminal.Out.Should().BeEmpty();
        terminal.Error.Should().Contain("Nothing was run here");
        Directory.Exists(Path.Combine(_folder.Path, ".datamigration")).Should().BeFalse();
        (await AskAsync("history", "--output", "json")).Trim().Should().Be("[]");
    }

    [Fact]
    public async Task A_run_that_fails_before_its_first_row_is_one()
    {
        File.Delete(Path.Combine(_folder.Path, "in.csv"));
        await RunAsync("good", 3);
        _folder.Write("in.csv", "key\n1\n");
        await RunAsync("strict", 2);
        var runs = JsonDocument.Parse(await AskAsync("history", "--status", "failed", "--output", "json")).RootElement.EnumerateArray().ToList();
        runs.Should().HaveCount(2);
        runs[0].GetProperty("error_code").GetString().Should().Be("DM2003");
        runs[0].GetProperty("report_path").ValueKind.Should().Be(JsonValueKind.Null);
        runs[1].GetProperty("error_message").GetString().Should().Contain("in.csv");
        (await AskAsync("show", "strict")).Should().Contain("error DM2003");
    }

    [Fact]
    public async Task Show_tells_of_one_run_and_what_was_changed_before_it()
    {
        await RunAsync("strict", 1);
        Write("strict", "rejects: { accept: 1 }");
        await RunAsync("strict", 0);
        await RunAsync("good", 0);
        string shown = await AskAsync("show", "strict-", expected: 2, errors: true);
        shown.Should().Contain("is part of 2 runs");
        string newest = JsonDocument.Parse(await AskAsync("history", "--pipeline", "strict", "--output", "json")).RootElement[0].GetProperty("run").GetString()!;
        shown = await AskAsync("show", newest);
        shown.Should().StartWith($"{newest}: completed with rejects\n").And.Contain(Repository.IsNativeRound ? "process " : $"process {Environment.ProcessId}").And.Contain("2 read = 1 written + 1 rejected").And.Contain("id is 'x'")
            .And.Contain("transform").And.Contain("changed since").And.Contain("  strict.yaml\n").And.Contain("\n  +rejects: { accept: 1 }\n").And.NotContain("\n  -");
        (await AskAsync("show")).Should().Contain("-good-").And.NotContain("changed since");
        var json = JsonDocument.Parse(await AskAsync("show", newest[^4..], "--output", "json")).RootElement;
        json.GetProperty("record").GetProperty("run").GetString().Should().Be(newest);
        json.GetProperty("report").GetProperty("counts").GetProperty("written").GetInt64().Should().Be(1);
        (await AskAsync("show", "nothing", expected: 2, errors: true)).Should().Contain("There is no run 'nothing'");
    }

    [Fact]
    public async Task The_project_file_says_where_and_how_long()
    {
        _folder.Write("datamigration.yaml", "state: { sqlite: { path: elsewhere/runs.db } }\n");
        await RunAsync("good", 0);
        File.Exists(Path.Combine(_folder.Path, "elsewhere", "runs.db")).Should().BeTrue();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "a", "b"));
        var below = TestTerminal.In(Path.Combine(_folder.Path, "a", "b"));
        await below.RunAsync("history");
        below.Out.Should().Contain("-good-");
        string runs = Path.Combine(_folder.Path, ".datamigration", "runs");
        string old = Directory.GetDirectories(runs).Single();
        _folder.Write("datamigration.yaml", "state: { sqlite: { path: elsewhere/runs.db } }\nretention: { runs: 0s }\n");
        await RunAsync("strict", 1);
        Directory.Exists(old).Should().BeFalse();
        (await AskAsync("history")).Should().Contain("-strict-").And.NotContain("-good-");
    }

    [Fact]
    public async Task A_state_that_lacks_its_secret_says_so_and_other_connections_need_none()
    {
        _folder.Write("datamigration.yaml", "connections: { crm: { postgres: { connection_string: \"${env:NO_SUCH_THING}\" } } }\n");
        (await AskAsync("history", "--output", "json")).Trim().Should().Be("[]");
        _folder.Write("datamigration.yaml", "state: { postgres: { connection_string: \"${env:NO_SUCH_THING}\" } }\n");
        (await AskAsync("history", expected: 2, errors: true)).Should().Contain("NO_SUCH_THING").And.Contain("datamigration.yaml:1");
    }

    [Fact]
    public async Task State_that_cannot_be_kept_fails_before_the_first_row()
    {
        _folder.Write("blocked", "a file");
        _folder.Write("datamigration.yaml", "state: { sqlite: { path: blocked/runs.db } }\n");
        var terminal = new TestTerminal();
        (await terminal.RunAsync("run", Path.Combine(_folder.Path, "good.yaml"))).Should().Be(3);
        terminal.Out.Should().Contain("error DM3402").And.Contain("0 read");
        File.Exists(Path.Combine(_folder.Path, "good.csv")).Should().BeFalse();
        Directory.Exists(Path.Combine(_folder.Path, ".datamigration")).Should().BeFalse();
    }

    [Theory]
    [InlineData("--since", "soon")]
    [InlineData("--status", "done")]
    public async Task What_cannot_be_asked(string option, string value) => await AskAsync("history", option, value, expected: 2, errors: true);

    private void Write(string name, string more) => _folder.Write($"{name}.yaml", $$"""
        pipeline: {{name}}
        sources: { s: { csv: { path: in.csv } } }
        mappings: { id: { from: id, type: integer } }
        targets: { t: { csv: { path: {{name}}.csv } } }
        {{more}}

        """);

    private async Task RunAsync(string pipeline, int expected, params string[] more)
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync(["run", Path.Combine(_folder.Path, $"{pipeline}.yaml"), .. more])).Should().Be(expected, terminal.Out + terminal.Error);
    }

    private Task<string> AskAsync(params string[] args) => AskAsync(args, 0, false);

    private Task<string> AskAsync(string a, string b, int expected, bool errors) => AskAsync([a, b], expected, errors);

    private Task<string> AskAsync(string a, int expected, bool errors) => AskAsync([a], expected, errors);

    private Task<string> AskAsync(string a, string b, string c, int expected, bool errors) => AskAsync([a, b, c], expected, errors);

    private async Task<string> AskAsync(string[] args, int expected, bool errors)
    {
        var terminal = TestTerminal.In(_folder.Path);
        (await terminal.RunAsync(args)).Should().Be(expected, terminal.Out + terminal.Error);
        return errors ? terminal.Error : terminal.Out;
    }
}
