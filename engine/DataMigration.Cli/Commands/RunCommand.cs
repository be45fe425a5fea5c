using System.CommandLine;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;
using DataMigration.Execution;

namespace DataMigration.Cli.Commands;

internal sealed class RunCommand : Command
{
    private readonly PathsArgument _paths = new();
    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);
    private readonly LoadingOptions _loading = new();
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Reads, maps and validates for real and writes nothing; shows the counts, the rejects and the first rows.",
    };

    private readonly CountOption _rows = new("--rows", "Stops after so many source rows.");
    private readonly CountOption _workers = new("--workers", "Worker threads; by default one a core.");
    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Prints the run's log to stderr instead of drawing progress.",
    };

    public RunCommand(Composition composition, Terminal terminal)
        : base("run", "Runs pipelines, one after the other, in the order of their `after`. Exit code: 0 good, 1 more rejects than accepted, 2 invalid, 3 failed, 130 interrupted; of several, 1 when any of them failed.")
    {
        Arguments.Add(_paths);
        Options.Add(_dryRun);
        Options.Add(_rows);
        Options.Add(_output);
        Options.Add(_workers);
        Options.Add(_verbose);
        _loading.AddTo(this);
        SetAction((parsed, cancellationToken) => ExecuteAsync(composition, terminal, parsed, cancellationToken));
    }

    private async Task<int> ExecuteAsync(Composition composition, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = _paths.Files(parsed);
        var load = _loading.Read(parsed, strict: true);
        var run = new RunOptions
        {
            DryRun = parsed.GetValue(_dryRun),
            Rows = parsed.GetValue(_rows),
            Workers = (int?)parsed.GetValue(_workers),
        };
        IRunReports reports = parsed.GetValue(_output) == OutputOption.Json ? new RunReportsJson(terminal, !_paths.IsOneFile(parsed)) : new RunReportsText(terminal);
        var runs = new PipelineRuns(composition.Engine, terminal, reports, parsed.GetValue(_verbose));
        return await runs.ExecuteAsync(files, load, run, cancellationToken);
    }
}
