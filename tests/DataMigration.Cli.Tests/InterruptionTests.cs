using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DataMigration.Cli;

/// <summary>Signals need a process of their own.</summary>
public sealed partial class InterruptionTests : IDisposable
{
    private const int SigInt = 2, SigTerm = 15;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SigInt)]
    [InlineData(SigTerm)]
    public async Task A_signal_stops_the_run_cleanly(int signal)
    {
        using var process = StartLongRun();
        await StartedAsync(process);
        Kill(process.Id, signal).Should().Be(0);
        string output = await process.StandardOutput.ReadToEndAsync(), errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(130, errors);
        errors.Should().Contain("Stopping cleanly");
        output.Should().Contain("slow: cancelled").And.Contain("error DM4005");
        File.Exists(Path.Combine(_folder.Path, "out.csv")).Should().BeFalse("a file appears whole or not at all");
        Directory.EnumerateFiles(_folder.Path, "report.json", SearchOption.AllDirectories).Should().ContainSingle();
    }

    private Process StartLongRun()
    {
        // A job in the background of a shell starts with SIGINT ignored, and hands that on.
        _folder.Write("in.csv", "id\n" + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i}\n")));
        string pipeline = _folder.Write("slow.yaml", """
            pipeline: slow
            sources: { s: { csv: { path: in.csv } } }
            mappings: { sum: { script: "var s = 0; for (var i = 0; i < 20000; i++) s += i; return s + row.id;" } }
            targets: { t: { csv: { path: out.csv } } }
            """);
        return Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", .. Repository.Program, "run", pipeline]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>The run's log is its first file.</summary>
    private async Task StartedAsync(Process process)
    {
        string runs = Path.Combine(_folder.Path, ".datamigration", "runs");
        for (int i = 0; i < 300 && !process.HasExited; i++)
        {
            if (Directory.Exists(runs) && Directory.EnumerateFiles(runs, "log.jsonl", SearchOption.AllDirectories).Any()) return;
            await Task.Delay(100);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
