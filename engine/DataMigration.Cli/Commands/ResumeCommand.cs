using System.CommandLine;
using DataMigration.Checkpoints;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;
using DataMigration.Configuration;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.History;
using DataMigration.State;

namespace DataMigration.Cli.Commands;

internal sealed class ResumeCommand : Command
{
    private readonly Argument<string?> _run = new("RUN")
    {
        Description = "A run's id, or a part of it that no other has; by default the last run that can be taken up.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _accept = new("--accept-changes")
    {
        Description = "Goes on although the pipeline, its source or its target is not what it was when the run began.",
    };

    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);
    private readonly CountOption _workers = new("--workers", "Worker threads; by default one a core.");
    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Prints the run's log to stderr instead of drawing progress.",
    };

    public ResumeCommand(Composition composition, Terminal terminal)
        : base("resume", "Goes on with a run that failed, was stopped or killed, behind the last batch that it committed. Exit codes as of run; 2 when it cannot be taken up.")
    {
        Arguments.Add(_run);
        Options.Add(_accept);
        Options.Add(_output);
        Options.Add(_workers);
        Options.Add(_verbose);
        SetAction((parsed, cancellationToken) => HistoryHere.UseAsync(composition, terminal, history => ExecuteAsync(composition, history, terminal, parsed, cancellationToken)));
    }

    private async Task<int> ExecuteAsync(Composition composition, RunHistory? history, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await ChooseAsync(history, parsed.GetValue(_run), terminal, cancellationToken) is not { } record) return ExitCodes.Invalid;
        if (Obstacle(record) is { } obstacle)
        {
            FailureText.Write(terminal, obstacle.Code, obstacle.Message, obstacle.Remedy);
            return ExitCodes.Invalid;
        }
        var load = new LoadOptions { Environment = record.Environment, Parameters = record.Parameters, ProjectFile = record.ProjectFile, Strict = true };
        var run = new RunOptions { Rows = record.Rows, AcceptChanges = parsed.GetValue(_accept), Workers = (int?)parsed.GetValue(_workers), ReplayOf = record.ReplayOf };
        IRunReports reports = parsed.GetValue(_output) == OutputOption.Json ? new RunReportsJson(terminal, several: false) : new RunReportsText(terminal);
        var earlier = new EarlierRun(record.Run, record.Started, RunFingerprint.Parse(record.Fingerprint));
        return await new PipelineRuns(composition.Engine, terminal, reports, parsed.GetValue(_verbose)).ResumeAsync(record.PipelineFile, load, run, earlier, cancellationToken);
    }

    private static async Task<RunRecord?> ChooseAsync(RunHistory? history, string? part, Terminal terminal, CancellationToken cancellationToken)
    {
        if (part is not null) return await ChosenRun.FindAsync(history, part, terminal, cancellationToken);
        if (history is not null && (await history.ListAsync(new RunFilter { Resumable = true, Limit = 1 }, cancellationToken)).SingleOrDefault() is { } last) return last;
        var none = CheckpointMessages.Nothing.At(null);
        FailureText.Write(terminal, none.Code, none.Message, none.Remedy);
        return null;
    }

    /// <summary>Why it cannot be taken up, as far as the history knows.</summary>
    private static Diagnostic? Obstacle(RunRecord record) =>
        record.Status == RunStatus.Running ? HistoryMessages.IsRunning.At(null, record.Pipeline, $"run {record.Run}, process {record.ProcessId} of {record.User} on {record.Host}") :
        EarlierRun.Obstacle(record) is { } obstacle ? CheckpointMessages.NotResumable.At(null, record.Run, obstacle) : null;
}
