using System.CommandLine;
using DataMigration.Cli.Output;
using DataMigration.History;
using DataMigration.State;

namespace DataMigration.Cli.Commands;

internal sealed class ForgetCommand : Command
{
    private readonly Argument<string> _run = new("RUN") { Description = "A run's id, or a part of it that no other has." };

    public ForgetCommand(Composition composition, Terminal terminal)
        : base("forget", "Takes away what a run has kept to be undone: its journals, the files and tables that it has replaced. What the run did stays for good, and the run stays in the history.")
    {
        Arguments.Add(_run);
        SetAction((parsed, cancellationToken) => HistoryHere.UseAsync(composition, terminal, history => ExecuteAsync(composition, history, terminal, parsed, cancellationToken)));
    }

    private async Task<int> ExecuteAsync(Composition composition, RunHistory? history, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await ChosenRun.FindAsync(history, parsed.GetValue(_run), terminal, cancellationToken) is not { } record) return ExitCodes.Invalid;
        if (record.Status == RunStatus.Running)
        {
            var running = HistoryMessages.IsRunning.At(null, record.Pipeline, $"run {record.Run}, process {record.ProcessId} of {record.User} on {record.Host}");
            FailureText.Write(terminal, running.Code, running.Message, running.Remedy);
            return ExitCodes.Invalid;
        }
        if (record.Journals is null)
        {
            terminal.Out.WriteLine($"Run {record.Run} has nothing to forget.");
            return ExitCodes.Good;
        }
        var project = await composition.Engine.ForgetAsync(history!, record, cancellationToken);
        if (project.Diagnostics.HasErrors)
        {
            var findings = new Findings();
            findings.Add(project, project.Diagnostics);
            FindingsText.Write(terminal.Error, terminal.ErrorPaint, findings);
            return ExitCodes.Invalid;
        }
        terminal.Out.WriteLine($"Run {record.Run} cannot be undone any more.");
        return ExitCodes.Good;
    }
}
