using System.Diagnostics;

namespace DataMigration.Cli;

/// <summary>The work tree the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Whether expected files are being rewritten; what changed is then read in the diff.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("DATAMIGRATION_UPDATE") == "1";

    /// <summary>The native program, or null where none was made (tests/run makes it).</summary>
    public static string? Native { get; } = Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_NATIVE") is { Length: > 0 } path ? path : null;

    /// <summary>Whether commands that tests give in this process are given to the native program instead.</summary>
    public static bool IsNativeRound { get; } = Native is not null && Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_NATIVE_ROUND") == "1";

    /// <summary>By its path where that is known: a test may have put another one first.</summary>
    private static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>How to start the program as it is built for use: the native one; without it a release that is compiled ahead of time, which the copy beside the tests is not.</summary>
    public static IReadOnlyList<string> Program { get; } = Native is not null ? [Native] : [Dotnet, "exec", Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../DataMigration.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "datamigrate.dll"))];

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>To be started, with both outputs read.</summary>
    public static ProcessStartInfo Command(params IEnumerable<string> arguments) =>
        new(Program[0], [.. Program.Skip(1), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    /// <summary>Runs a line of a shell in a folder to its end; <c>$PROGRAM</c> is the program.</summary>
    public static Task<(int Exit, string Output, string Errors)> ShAsync(string folder, string line) => RunAsync(new ProcessStartInfo("sh", ["-c", line])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
        Environment = { ["PROGRAM"] = string.Join(' ', Program) },
    });

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "DataMigration.Engine.sln"))) return at.FullName;
        throw new InvalidOperationException("The tests run outside their repository.");
    }
}
