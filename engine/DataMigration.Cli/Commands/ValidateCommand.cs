using System.CommandLine;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;
using DataMigration.Orchestration;

namespace DataMigration.Cli.Commands;

internal sealed class ValidateCommand : Command
{
    private readonly PathsArgument _paths = new();
    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json, OutputOption.GitHub);
    private readonly LoadingOptions _loading = new();
    private readonly Option<bool> _strict = new("--strict-env")
    {
        Description = "An undefined environment variable, or a required parameter without a value, is an error and not a warning.",
    };

    public ValidateCommand(Composition composition, Terminal terminal)
        : base("validate", "Says everything that is wrong with pipelines and can be known without touching data.")
    {
        Arguments.Add(_paths);
        Options.Add(_output);
        Options.Add(_strict);
        _loading.AddTo(this);
        SetAction((parsed, cancellationToken) => ExecuteAsync(composition, terminal, parsed, cancellationToken));
    }

    private async Task<int> ExecuteAsync(Composition composition, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var files = _paths.Files(parsed);
        var options = _loading.Read(parsed, parsed.GetValue(_strict));
        var findings = new Findings();
        var plans = new List<PlanResult>();
        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            plans.Add(await composition.Engine.PlanAsync(file, options, connect: false, cancellationToken));
            findings.Add(plans[^1].Loaded, plans[^1].Diagnostics);
        }
        foreach (var (plan, between) in plans.Zip(PipelineOrder.Of([.. plans.Select(p => p.Loaded)], runs: false).Findings)) findings.Add(plan.Loaded, between);
        string form = parsed.GetValue(_output)!;
        switch (form)
        {
            case OutputOption.Json: FindingsJson.Write(terminal.Out, findings); break;
            case OutputOption.GitHub: FindingsGitHub.Write(terminal.Out, findings); break;
            default: FindingsText.Write(terminal.Out, terminal.OutPaint, findings); break;
        }
        // In text the summary is part of the report; the other forms are read by programs.
        (form == OutputOption.Text ? terminal.Out : terminal.Error).WriteLine(FindingsText.Summary(files.Count, findings));
        return findings.Errors > 0 || files.Count == 0 ? ExitCodes.Invalid : ExitCodes.Good;
    }
}
