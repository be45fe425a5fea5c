using System.Diagnostics;
using System.Text.Json;
using DataMigration.Cli.Databases;

namespace DataMigration.Cli.History;

/// <summary>Runs in processes of their own: one that is killed, and two at once.</summary>
public sealed class KilledRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task One_pipeline_runs_once_at_a_time_and_a_killed_run_is_abandoned() => JudgeAsync();

    [SkippableFact]
    public async Task In_a_database_of_the_team_too()
    {
        using var database = new PostgresDatabase();
        _folder.Write("datamigration.yaml", $"state: {{ postgres: {{ connection_string: \"{database.ConnectionString}\" }} }}\n");
        await JudgeAsync();
        database.Column("SELECT status FROM datamigration_runs ORDER BY started").Should().Equal("abandoned", "completed");
    }

    /// <summary>A process that was taken for dead and wakes up finds its lock free: the other one is done already.</summary>
    [SkippableFact]
    public async Task Whoever_was_taken_for_dead_gives_its_file_no_name()
    {
        using var database = new PostgresDatabase();
        _folder.Write("datamigration.yaml", $"state: {{ postgres: {{ connection_string: \"{database.ConnectionString}\" }} }}\n");
        string pipeline = WriteLong(rows: 8_000);
        _folder.Write("small.csv", "id\n7\n");
        _folder.Write("other.yaml", "pipeline: slow\nsources: { s: { csv: { path: small.csv } } }\nmappings: { sum: { from: id } }\ntargets: { t: { csv: { path: out.csv } } }\n");
        using var process = Process.Start(Repository.Command("run", pipeline))!;
        try
        {
            await UntilAsync(r => r.GetProperty("status").GetString() == "running" && r.GetProperty("resumable").GetBoolean());
            await Process.Start("kill", ["-STOP", $"{process.Id}"]).WaitForExitAsync();
            database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            var other = TestTerminal.In(_folder.Path);
            (await other.RunAsync("run", Path.Combine(_folder.Path, "other.yaml"))).Should().Be(0, other.Out + other.Error);
            await Process.Start("kill", ["-CONT", $"{process.Id}"]).WaitForExitAsync();
            string said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.Should().Be(3, said);
            said.Should().Contain("error DM4206");
            File.ReadAllText(Path.Combine(_folder.Path, "out.csv")).Should().Be("sum\n7\n");
            database.Column("SELECT status FROM datamigration_runs ORDER BY started").Should().Equal("abandoned", "completed");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private async Task JudgeAsync()
    {
        string pipeline = WriteLong();
        using var process = Process.Start(Repository.Command("run", pipeline))!;
        try
        {
            var running = await UntilAsync(r => r.GetProperty("status").GetString() == "running" && r.GetProperty("resumable").GetBoolean());
            running.GetProperty("process_id").GetInt32().Should().Be(process.Id);
            string run = running.GetProperty("run").GetString()!;

            var second = new TestTerminal();
            (await second.RunAsync("run", pipeline)).Should().Be(3);
            second.Out.Should().Contain("error DM4201").And.Contain(run).And.Contain($"process {process.Id}").And.Contain(Environment.MachineName);
            Directory.GetDirectories(Path.Combine(_folder.Path, ".datamigration", "runs")).Should().ContainSingle("a run that is refused leaves nothing");

            process.Kill();
            await process.WaitForExitAsync();
            var killed = await UntilAsync(r => r.GetProperty("status").GetString() == "abandoned");
            killed.GetProperty("run").GetString().Should().Be(run);
            var shown = TestTerminal.In(_folder.Path);
            await shown.RunAsync("show", run);
            shown.Out.Should().Contain("abandoned").And.Contain("It was killed").And.Contain($"datamigrate resume {run}");

            _folder.Write("in.csv", "id\n1\n");
            var refused = TestTerminal.In(_folder.Path);
            (await refused.RunAsync("resume", run)).Should().Be(2, refused.Out + refused.Error);
            refused.Error.Should().Contain("error DM4101");
            var left = await UntilAsync(_ => true);
            left.GetProperty("status").GetString().Should().Be("abandoned", "a run that is not taken up after all is left as it was");
            left.GetProperty("resumable").GetBoolean().Should().BeTrue();
            left.GetProperty("attempt").GetInt32().Should().Be(1);

            var third = new TestTerminal();
            (await third.RunAsync("run", pipeline)).Should().Be(0, third.Out + third.Error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private string WriteLong(int rows = 400_000)
    {
        _folder.Write("in.csv", "id\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i}\n")));
        return _folder.Write("slow.yaml", """
            pipeline: slow
            sources: { s: { csv: { path: in.csv } } }
            mappings: { sum: { script: "var s = 0; for (var i = 0; i < 20000; i++) s += i; return s + row.id;" } }
            targets: { t: { csv: { path: out.csv } } }
            """);
    }

    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isSo)
    {
        string last = "";
        for (int i = 0; i < 300; i++)
        {
            var terminal = TestTerminal.In(_folder.Path);
            if (await terminal.RunAsync("history", "--output", "json") == 0 && JsonDocument.Parse(last = terminal.Out).RootElement.EnumerateArray().ToList() is [var only, ..] && isSo(only)) return only;
            await Task.Delay(100);
        }
        throw new InvalidOperationException(last);
    }
}
