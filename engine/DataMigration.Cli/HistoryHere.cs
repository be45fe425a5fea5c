using DataMigration.Cli.Output;
using DataMigration.Configuration;
using DataMigration.History;

namespace DataMigration.Cli;

/// <summary>Opens the history of the working directory for a command.</summary>
internal static class HistoryHere
{
    /// <param name="use">Gets the history, or null where nothing was ever run; says the exit code.</param>
    public static async Task<int> UseAsync(Composition composition, Terminal terminal, Func<RunHistory?, Task<int>> use)
    {
        var found = composition.Engine.OpenHistory(terminal.WorkingDirectory, new LoadOptions());
        if (found.Loaded is { } loaded && found.Diagnostics.HasErrors)
        {
            var findings = new Findings();
            findings.Add(loaded, found.Diagnostics);
            FindingsText.Write(terminal.Error, terminal.ErrorPaint, findings);
            return ExitCodes.Invalid;
        }
        await using var history = found.History;
        return await use(history);
    }
}
