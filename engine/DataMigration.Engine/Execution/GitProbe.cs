using System.Diagnostics;

namespace DataMigration.Execution;

/// <summary>Asks git which commit a pipeline file stands in, for the report.</summary>
internal static class GitProbe
{
    /// <summary>The commit and whether the work tree differs from it; null outside a repository or without git.</summary>
    public static Task<GitState?> ReadAsync(string folder) => InRepository(folder) ? Task.Run(() => Read(folder)) : Task.FromResult<GitState?>(null);

    private static bool InRepository(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (Path.Exists(Path.Combine(at.FullName, ".git"))) return true;
        return false;
    }

    private static GitState? Read(string folder)
    {
        try
        {
            return Status(folder) is { } status ? StateOf(status) : null;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    // Headers begin with "# ", and every other line is a change.
    private static GitState? StateOf(string status)
    {
        const string Oid = "# branch.oid ";
        string[] lines = status.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string? commit = Array.Find(lines, l => l.StartsWith(Oid, StringComparison.Ordinal))?[Oid.Length..];
        return commit is null or "(initial)" ? null : new GitState(commit, !Array.TrueForAll(lines, l => l[0] == '#'));
    }

    private static string? Status(string folder)
    {
        // Looking must not rewrite the user's index.
        var start = new ProcessStartInfo("git", ["--no-optional-locks", "status", "--porcelain=v2", "--branch", "--untracked-files=no"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        // Both at once, lest git wait for room in the one that is not read; by threads, since asynchronous pipes start a machinery of their own.
        var errors = Task.Run(process.StandardError.ReadToEnd);
        string output = process.StandardOutput.ReadToEnd();
        errors.Wait();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
