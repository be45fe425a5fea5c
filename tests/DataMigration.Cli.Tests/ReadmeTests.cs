using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace DataMigration.Cli;

/// <summary>
/// The README is run: blocks <c>file=…</c> are written to a scratch copy, blocks <c>sh test</c> are run there in order, and every line of a following <c>text test</c> block must
/// come out, in order, where … stands for anything.
/// </summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public async Task What_the_README_says_happens()
    {
        using var scratch = new TemporaryFolder();
        foreach (string folder in new[] { "examples", "pipelines", "schemas" }) Copy(folder, scratch);
        string shims = WriteShims(scratch);
        string output = "";
        int ran = 0;
        foreach (Match block in Blocks().Matches(Text))
        {
            string kind = block.Groups["kind"].Value, text = block.Groups["text"].Value;
            if (FileName().Match(kind) is { Success: true } file) scratch.Write(file.Groups[1].Value, text);
            else if (kind.StartsWith("sh test", StringComparison.Ordinal))
            {
                (int exit, output) = await RunAsync(text, scratch.Path, shims);
                int expected = ExpectedExit().Match(kind) is { Success: true } said ? int.Parse(said.Groups[1].Value) : 0;
                exit.Should().Be(expected, $"the README runs:\n{text}\nand it printed:\n{output}");
                ran++;
            }
            else if (kind == "text test") CheckOutput(text, output);
        }
        ran.Should().BeGreaterThan(5);
    }

    [Fact]
    public void The_validation_it_shows_is_the_one_that_is_compiled() =>
        Text.Should().Contain("```csharp\n" + File.ReadAllText(Repository.PathOf("tests", "DataMigration.Cli.Tests", "Samples", "TrimmedValidation.cs")) + "```");

    [Fact]
    public void Every_place_it_links_to_exists() =>
        Links().Matches(Text).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal)).Should().OnlyContain(l => Path.Exists(Repository.PathOf(l)));

    private static void CheckOutput(string expected, string output)
    {
        string[] lines = output.Split('\n');
        int at = 0;
        foreach (string line in expected.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var pattern = new Regex("^" + Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + "$");
            int found = Array.FindIndex(lines, at, l => pattern.IsMatch(l));
            found.Should().BeGreaterThanOrEqualTo(0, $"'{line}' stands in the README, and this came out:\n{output}");
            at = found + 1;
        }
    }

    private static void Copy(string folder, TemporaryFolder scratch)
    {
        string from = Repository.PathOf(folder);
        if (!Directory.Exists(from)) return;
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(scratch.Path, folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>`datamigrate`, and a `dotnet run --project engine/DataMigration.Cli --` that takes the program as the tests built it. (.ci/run runs the command as it stands.)</summary>
    private static string WriteShims(TemporaryFolder scratch)
    {
        string program = string.Join(' ', Repository.Program.Select(part => $"'{part}'"));
        Shim("datamigrate", $"exec {program} \"$@\"");
        Shim("dotnet", $"""
            [ "$1 $2 $3 $4" = "run --project engine/DataMigration.Cli --" ] || exit 99
            shift 4
            exec {program} "$@"
            """);
        return Path.Combine(scratch.Path, ".shims");

        void Shim(string name, string body)
        {
            string file = scratch.Write($".shims/{name}", "#!/bin/sh\n" + body + "\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<(int Exit, string Output)> RunAsync(string script, string folder, string shims)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PATH"] = $"{shims}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, e) => Append(e.Data);
        process.ErrorDataReceived += (_, e) => Append(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.ToString());

        void Append(string? line)
        {
            lock (output)
                if (line is not null) output.Append(line).Append('\n');
        }
    }

    [GeneratedRegex(@"^```(?<kind>[^\n]+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\bfile=(\S+)")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\bexit=(\d+)")]
    private static partial Regex ExpectedExit();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Links();
}
