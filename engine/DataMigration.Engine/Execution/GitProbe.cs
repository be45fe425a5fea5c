using System.Diagnostics;

namespace DataMigration.Execution;

/// <summary>Asks git which commit a pipeline file stands in, for the report.</summary>
internal static class GitProbe
{
    /// <summary>The commit and whether the work tree differs from it; null outside a repository or without git.</summary>
    public static async Task<GitState?> ReadAsync(string folder)
    {
        if (!InRepository(folder)) return null;
        try
        {
            string? commit = await GitAsync(folder, "rev-parse", "HEAD");
            string? status = await GitAsync(folder, "status", "--porcelain", "--untracked-files=no");
            return string.IsNullOrEmpty(commit) || status is null ? null : new GitState(commit, status.Length > 0);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool InRepository(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (Path.Exists(Path.Combine(at.FullName, ".git"))) return true;
        return false;
    }

    private static async Task<string?> GitAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Looking must not rewrite the user's index.
        start.ArgumentList.Add("--no-optional-locks");
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : null;
    }
}
