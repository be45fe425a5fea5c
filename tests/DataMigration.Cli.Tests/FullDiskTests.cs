using System.Diagnostics;

namespace DataMigration.Cli;

/// <summary>A real disk that is full: a small one in memory, in a name space of its own.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("out.csv", 300, 100_000)]
    [InlineData("out-{nnn}.csv, max_rows: 1000", 300, 100_000)]
    [InlineData("out.csv.gz", 64, 100_000)]
    [InlineData("out.csv", 4, 1000)]
    public async Task Leaves_the_old_file_and_nothing_else(string target, int kilobytes, int rows)
    {
        Skip.IfNot(await ShAsync("unshare -rm sh -c 'mount -t tmpfs none /mnt'") is (0, _), "This system lets nobody mount a disk.");
        _folder.Write("in.csv", "id,noise\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},{unchecked((uint)(i * 2654435761L))}\n")));
        _folder.Write("p.yaml", $$"""
            pipeline: p
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id }, noise: { from: noise } }
            targets: { t: { csv: { path: disk/{{target}} } } }
            """.Replace("path: disk/out-{nnn}.csv,", "path: \"disk/out-{nnn}.csv\",", StringComparison.Ordinal));
        var (exit, output) = await ShAsync($"""
            unshare -rm sh -c 'mkdir disk; mount -t tmpfs -o size={kilobytes}k none disk; echo old > disk/out.csv
            dotnet exec "$PROGRAM" run p.yaml; echo "exit $?"; ls -A disk; cat disk/out.csv' 2>&1
            """);
        exit.Should().Be(0, output);
        output.Should().Contain("error DM3006").And.Contain("No space left on device").And.EndWith("exit 3\nout.csv\nold\n");
    }

    private async Task<(int Exit, string Output)> ShAsync(string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
            Environment = { ["PROGRAM"] = Repository.Program },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
