using System.Text.Json;

namespace DataMigration.Cli;

/// <summary>Standard output belongs to a whole process.</summary>
public sealed class StandardOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_have_standard_output_for_themselves()
    {
        var (exit, output, errors) = await RunAsync("exec $PROGRAM run p.yaml", rows: 3);
        exit.Should().Be(0, errors);
        output.Should().Be("id\n0\n1\n2\n");
        errors.Should().Contain("p: completed").And.Contain("3 read = 3 written");
    }

    [Fact]
    public async Task The_report_steps_aside_too()
    {
        var (exit, output, errors) = await RunAsync("exec $PROGRAM run p.yaml --output json", rows: 2);
        exit.Should().Be(0, errors);
        output.Should().Be("id\n0\n1\n");
        JsonDocument.Parse(errors[errors.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("status").GetString().Should().Be("completed");
    }

    [Fact]
    public async Task A_dry_run_leaves_it_to_the_report()
    {
        var (_, output, _) = await RunAsync("exec $PROGRAM run p.yaml --dry-run", rows: 2);
        output.Should().StartWith("p: completed (dry run").And.NotContain("id\n0\n");
    }

    [Fact]
    public async Task A_reader_that_goes_away_is_told()
    {
        var (exit, output, errors) = await RunAsync("($PROGRAM run p.yaml; echo \"exit $?\" >&2) | head -n 1", rows: 200_000);
        exit.Should().Be(0);
        output.Should().Be("id\n");
        errors.Should().Contain("error DM3021").And.Contain("exit 3");
    }

    [Fact]
    public async Task What_the_shell_writes_afterwards_follows()
    {
        var (_, output, _) = await RunAsync("(echo before; $PROGRAM run p.yaml; echo after) > out.txt; cat out.txt", rows: 2);
        output.Should().Be("before\nid\n0\n1\nafter\n");
    }

    private async Task<(int Exit, string Output, string Errors)> RunAsync(string command, int rows)
    {
        _folder.Write("in.csv", "id\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i}\n")));
        _folder.Write("p.yaml", """
            pipeline: p
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id } }
            targets: { t: { csv: { path: "-" } } }
            """);
        return await Repository.ShAsync(_folder.Path, command);
    }
}
