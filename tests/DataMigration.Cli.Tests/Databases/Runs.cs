using System.Text.Json;

namespace DataMigration.Cli.Databases;

internal static class Runs
{
    /// <summary>Runs a folder of pipelines: all of them complete, and together they write so many rows.</summary>
    public static async Task CompleteAsync(string pipelines, int count, int rows)
    {
        var terminal = new TestTerminal();
        int exit = await terminal.RunAsync("run", pipelines, "--output", "json");
        exit.Should().Be(0, terminal.Error);
        var runs = JsonDocument.Parse(terminal.Out).RootElement.GetProperty("runs").EnumerateArray().ToList();
        runs.Should().HaveCount(count).And.OnlyContain(r => r.GetProperty("status").GetString() == "completed");
        runs.Sum(r => r.GetProperty("counts").GetProperty("written").GetInt32()).Should().Be(rows);
    }
}
