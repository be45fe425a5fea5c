using System.Text.Json;

namespace DataMigration.Cli.Output;

public sealed class RunReportsJsonTests
{
    [Fact]
    public void One_run_is_the_report_itself()
    {
        var json = Written(several: false, r => r.Add(TestReports.WithRejects, null, standardOutputTaken: false));
        json.GetProperty("status").GetString().Should().Be("completed_with_rejects");
        json.GetProperty("counts").GetProperty("rejected").GetInt64().Should().Be(52);
        json.TryGetProperty("exit_code", out _).Should().BeFalse();
    }

    [Fact]
    public void Several_runs_are_an_array_in_one_object()
    {
        var json = Written(several: true, r =>
        {
            r.Add(TestReports.Good, null, standardOutputTaken: false);
            r.AddInvalid("bad.yaml", new Findings());
        });
        json.GetProperty("runs").GetArrayLength().Should().Be(2);
        json.GetProperty("runs")[1].GetProperty("path").GetString().Should().Be("bad.yaml");
        json.GetProperty("runs")[1].GetProperty("run").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void A_folder_without_runs_still_yields_the_object() => Written(several: true, _ => { }).GetProperty("runs").GetArrayLength().Should().Be(0);

    [Fact]
    public void Why_a_run_failed_stands_on_stderr_too()
    {
        var terminal = new TestTerminal();
        Write(terminal, several: false, r => r.Add(TestReports.Failed, null, standardOutputTaken: false));
        terminal.Error.Should().Be("error DM3001: 'out/x.csv' cannot be written: no space left on device\n  Free some space.\n");
    }

    private static JsonElement Written(bool several, Action<RunReportsJson> add)
    {
        var terminal = new TestTerminal();
        Write(terminal, several, add);
        return JsonDocument.Parse(terminal.Out).RootElement;
    }

    private static void Write(TestTerminal terminal, bool several, Action<RunReportsJson> add)
    {
        var reports = new RunReportsJson(terminal.Terminal, several);
        add(reports);
        reports.Complete();
    }
}
