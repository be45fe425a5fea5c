using System.CommandLine;
using System.Text.Json.Nodes;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;
using DataMigration.History;
using DataMigration.State;

namespace DataMigration.Cli.Commands;

internal sealed class HistoryCommand : Command
{
    private readonly Option<string?> _pipeline = new("--pipeline") { HelpName = "NAME", Description = "Those of one pipeline." };
    private readonly Option<string?> _status = new("--status") { HelpName = "STATUS", Description = $"Those with one status: {string.Join(", ", Statuses)}." };
    private readonly SinceOption _since = new(TimeProvider.System);
    private readonly CountOption _limit = new("--limit", "The newest N; by default 20 as text, all as json.");
    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);

    public HistoryCommand(Composition composition, Terminal terminal)
        : base("history", "Lists the runs of the project that the working directory is in, newest first.")
    {
        _status.AcceptOnlyFromAmong(Statuses);
        Options.Add(_pipeline);
        Options.Add(_status);
        Options.Add(_since);
        Options.Add(_limit);
        Options.Add(_output);
        SetAction((parsed, cancellationToken) => HistoryHere.UseAsync(composition, terminal, history => ExecuteAsync(history, terminal, parsed, cancellationToken)));
    }

    private static string[] Statuses { get; } = [.. Enum.GetNames<RunStatus>().Where(n => n != nameof(RunStatus.NotRun)).Select(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private async Task<int> ExecuteAsync(RunHistory? history, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        bool json = parsed.GetValue(_output) == OutputOption.Json;
        var filter = new RunFilter
        {
            Pipeline = parsed.GetValue(_pipeline),
            Status = parsed.GetValue(_status) is { } status ? Enum.Parse<RunStatus>(status.Replace("_", "", StringComparison.Ordinal), ignoreCase: true) : null,
            Since = parsed.GetValue(_since),
            Limit = (int?)parsed.GetValue(_limit) ?? (json ? null : 20),
        };
        var runs = history is null ? [] : await history.ListAsync(filter, cancellationToken);
        if (json) terminal.Out.WriteLine(new JsonArray([.. runs.Select(RunRecordJson.Of)]).ToJsonString(OutputJson.Style));
        else if (runs.Count == 0) terminal.Error.WriteLine(history is null ? "Nothing was run here: there is no datamigration.yaml and no .datamigration in this folder or above." : "There are no such runs.");
        else HistoryTable.Write(terminal.Out, terminal.OutPaint, runs, TimeProvider.System.GetUtcNow());
        return ExitCodes.Good;
    }
}
