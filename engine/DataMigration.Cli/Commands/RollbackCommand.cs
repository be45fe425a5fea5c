using System.CommandLine;
using DataMigration.Cli.Display;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;
using DataMigration.History;
using DataMigration.Rollback;

namespace DataMigration.Cli.Commands;

internal sealed class RollbackCommand : Command
{
    private readonly Argument<string> _run = new("RUN") { Description = "A run's id, or a part of it that no other has." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Shows what would be undone, and changes nothing." };
    private readonly Option<bool> _force = new("--force") { Description = "Undoes rows and files that somebody has changed since, too." };
    private readonly Option<string?> _script = new("--sql-out") { HelpName = "FILE", Description = "Writes the statements that undo the run into a file, and changes nothing." };
    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);

    public RollbackCommand(Composition composition, Terminal terminal)
        : base("rollback", "Undoes what a run has done to its targets, to the row. Exit codes: 0 all of it, 1 rows that somebody has changed since are left, 2 it cannot be undone, 3 a target could not be reached.")
    {
        Arguments.Add(_run);
        Options.Add(_dryRun);
        Options.Add(_force);
        Options.Add(_script);
        Options.Add(_output);
        SetAction((parsed, cancellationToken) => HistoryHere.UseAsync(composition, terminal, history => ExecuteAsync(composition, history, terminal, parsed, cancellationToken)));
    }

    private async Task<int> ExecuteAsync(Composition composition, RunHistory? history, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await ChosenRun.FindAsync(history, parsed.GetValue(_run), terminal, cancellationToken) is not { } record) return ExitCodes.Invalid;
        bool json = parsed.GetValue(_output) == OutputOption.Json, dryRun = parsed.GetValue(_dryRun), force = parsed.GetValue(_force);
        string? file = parsed.GetValue(_script);
        using var script = file is null ? null : new StringWriter { NewLine = "\n" };
        var text = new RollbackText(terminal);
        var options = new RollbackOptions { DryRun = dryRun, Force = force, Script = script };
        RollbackResult result;
        using (var display = new RollbackDisplay(terminal)) result = await composition.Engine.RollbackAsync(history!, record, options, display, cancellationToken);
        if (result.Diagnostics.HasErrors)
        {
            var findings = new Findings();
            findings.Add(result.Loaded, result.Diagnostics);
            FindingsText.Write(terminal.Error, terminal.ErrorPaint, findings);
            return result.ExitCode;
        }
        if (script is not null && result.ExitCode is ExitCodes.Good or ExitCodes.RanBadly) await File.WriteAllTextAsync(Path.GetFullPath(file!, terminal.WorkingDirectory), script.ToString(), cancellationToken);
        if (json) terminal.Out.WriteLine(RollbackJson.Of(result, dryRun || script is not null));
        else text.Write(result, dryRun || script is not null, file);
        return result.ExitCode;
    }
}
