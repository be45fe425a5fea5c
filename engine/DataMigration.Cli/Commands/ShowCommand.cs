using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;
using DataMigration.History;
using DataMigration.State;

namespace DataMigration.Cli.Commands;

internal sealed class ShowCommand : Command
{
    private readonly Argument<string?> _run = new("RUN")
    {
        Description = "A run's id, or a part of it that no other has; by default the last run.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);

    public ShowCommand(Composition composition, Terminal terminal)
        : base("show", "Shows one run whole: counts, times, targets, rejects by rule, its files, and what of the pipeline is another than in the run before.")
    {
        Arguments.Add(_run);
        Options.Add(_output);
        SetAction((parsed, cancellationToken) => HistoryHere.UseAsync(composition, terminal, history => ExecuteAsync(composition, history, terminal, parsed, cancellationToken)));
    }

    private async Task<int> ExecuteAsync(Composition composition, RunHistory? history, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await ChosenRun.FindAsync(history, parsed.GetValue(_run), terminal, cancellationToken) is not { } record) return ExitCodes.Invalid;
        var report = RunRecordFacts.Report(record);
        long? kept = record.Journals is null || record.Status == RunStatus.Running ? null : await composition.Engine.JournalBytesAsync(record, cancellationToken);
        if (parsed.GetValue(_output) == OutputOption.Json)
        {
            var json = new JsonObject { ["record"] = RunRecordJson.Of(record), ["report"] = JsonSerializer.SerializeToNode(report, OutputJson.Style), ["journal_bytes"] = kept };
            terminal.Out.WriteLine(json.ToJsonString(OutputJson.Style));
            return ExitCodes.Good;
        }
        var before = await history!.BeforeAsync(record, cancellationToken);
        new RunDetails(terminal).Write(record, report, before, kept);
        return ExitCodes.Good;
    }
}
