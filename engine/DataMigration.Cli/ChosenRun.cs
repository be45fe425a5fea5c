using DataMigration.History;
using DataMigration.State;

namespace DataMigration.Cli;

/// <summary>The run that a command line names, by its id or a part of it.</summary>
internal static class ChosenRun
{
    private const int Listed = 10;

    /// <param name="history">Where to look, or null where nothing was ever run.</param>
    /// <param name="part">The id or a part of it; null = the last run.</param>
    /// <param name="terminal">Is told why there is none, or no one.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async Task<RunRecord?> FindAsync(RunHistory? history, string? part, Terminal terminal, CancellationToken cancellationToken)
    {
        var found = history is null ? [] : part is null ? await history.ListAsync(new RunFilter { Limit = 1 }, cancellationToken) : await history.FindAsync(part, cancellationToken);
        if (found is [var only]) return only;
        // The rollbacks of a run are of its pipeline, too.
        if (found.Where(r => r.RollbackOf is null).ToList() is [var run]) return run;
        if (found.Count == 0) terminal.Error.WriteLine(part is null ? "Nothing was run here." : $"There is no run '{Output.Printable.Line(part)}' here; `datamigrate history` lists them.");
        else
        {
            terminal.Error.WriteLine($"'{Output.Printable.Line(part!)}' is part of {found.Count} runs; say more of the id:");
            foreach (var one in found.Take(Listed)) terminal.Error.WriteLine("  " + one.Run);
        }
        return null;
    }
}
