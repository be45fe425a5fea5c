using System.CommandLine;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;
using DataMigration.Configuration;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.History;
using DataMigration.Replay;
using DataMigration.State;

namespace DataMigration.Cli.Commands;

internal sealed class ReplayCommand : Command
{
    private readonly Argument<string> _run = new("RUN") { Description = "A run's id, or a part of it that no other has." };
    private readonly Option<string?> _file = new("--file") { HelpName = "FILE", Description = "The mended rejects; by default the copy under `rejects.path` while no other run has replaced it, else those in the run's folder." };
    private readonly Option<bool> _again = new("--again") { Description = "Replays rejects that were replayed already." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Reads, maps and validates for real, and writes nothing." };
    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);
    private readonly CountOption _workers = new("--workers", "Worker threads; by default one a core.");
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Prints the run's log to stderr instead of drawing progress." };

    public ReplayCommand(Composition composition, Terminal terminal)
        : base("replay", "Runs the mended rejects of a run through its pipeline, as that is today, into the same targets. Exit codes as of run; 2 when they cannot be replayed.")
    {
        Arguments.Add(_run);
        Options.Add(_file);
        Options.Add(_again);
        Options.Add(_dryRun);
        Options.Add(_output);
        Options.Add(_workers);
        Options.Add(_verbose);
        SetAction((parsed, cancellationToken) => HistoryHere.UseAsync(composition, terminal, history => ExecuteAsync(composition, history, terminal, parsed, cancellationToken)));
    }

    private async Task<int> ExecuteAsync(Composition composition, RunHistory? history, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await ChosenRun.FindAsync(history, parsed.GetValue(_run), terminal, cancellationToken) is not { } record) return ExitCodes.Invalid;
        string? given = parsed.GetValue(_file) is { } file ? Path.GetFullPath(file, terminal.WorkingDirectory) : null;
        var (rejects, refusal) = await FindAsync(history!, record, given, parsed.GetValue(_again), cancellationToken);
        if (refusal is not null)
        {
            FailureText.Write(terminal, refusal.Code, refusal.Message, refusal.Remedy);
            return ExitCodes.Invalid;
        }
        var load = new LoadOptions { Environment = record.Environment, Parameters = record.Parameters, ProjectFile = record.ProjectFile, Strict = true };
        var run = new RunOptions { DryRun = parsed.GetValue(_dryRun), Workers = (int?)parsed.GetValue(_workers), Replay = rejects };
        IRunReports reports = parsed.GetValue(_output) == OutputOption.Json ? new RunReportsJson(terminal, several: false) : new RunReportsText(terminal);
        return await new PipelineRuns(composition.Engine, terminal, reports, parsed.GetValue(_verbose)).ReplayAsync(record.PipelineFile, load, run, cancellationToken);
    }

    private static async Task<(ReplayedRejects? Rejects, Diagnostic? Refusal)> FindAsync(RunHistory history, RunRecord record, string? given, bool again, CancellationToken cancellationToken)
    {
        (ReplayedRejects?, Diagnostic?) No(string why, string remedy = "") => (null, ReplayMessages.Refused.At(null, record.Run, why, remedy));
        if (record.Status == RunStatus.Running) return (null, HistoryMessages.IsRunning.At(null, record.Pipeline, $"run {record.Run}, process {record.ProcessId} of {record.User} on {record.Host}"));
        if (record.RollbackOf is not null) return No("it is a rollback", "Name the run itself.");
        if (record.Status == RunStatus.RolledBack) return No("it has been undone", "Run the pipeline again.");
        if (record.Resumable) return No("it has not come to its end", $"Go on with `datamigrate resume {record.Run}` first.");
        if (record.Status is RunStatus.Failed or RunStatus.Cancelled) return No("it has not come to its end, and the rows that it did not come to are not among them", "Run the pipeline again.");
        if (given is not null && !File.Exists(given)) return No($"there is no file {given}", "Name the mended file.");
        var runs = await history.ListAsync(new RunFilter { Pipeline = record.Pipeline }, cancellationToken);
        // One that broke off may have written rows as well.
        var replay = runs.FirstOrDefault(r => r.ReplayOf == record.Run && r.Status != RunStatus.RolledBack && r.Fingerprint.Length > 0);
        if (replay is not null && !again) return replay.Resumable
            ? No($"run {replay.Run} has begun to replay them", $"Go on with `datamigrate resume {replay.Run}`. To run all of them through once more all the same, add `--again`.")
            : No($"run {replay.Run} has replayed them", "To run them through once more all the same, add `--again`.");
        return ReplayFiles.Find(record, given) is { } rejects ? (rejects, null) : No("it has none, or its files are not here any more", "`datamigrate show` tells what it rejected.");
    }
}
