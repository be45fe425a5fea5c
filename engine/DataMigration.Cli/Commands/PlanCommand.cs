using System.CommandLine;
using System.Text.Json;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;

namespace DataMigration.Cli.Commands;

internal sealed class PlanCommand : Command
{
    private readonly Argument<string> _path = new("PATH") { Description = "A pipeline file." };
    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);
    private readonly LoadingOptions _loading = new();
    private readonly Option<bool> _connect = new("--connect")
    {
        Description = "Also asks the source and the targets for their real fields.",
    };

    public PlanCommand(Composition composition, Terminal terminal)
        : base("plan", "Prints what a pipeline would do: fields, types, modes, what each part guarantees. Touches no data.")
    {
        _path.Validators.Add(PathsArgument.MustExist);
        Arguments.Add(_path);
        Options.Add(_connect);
        Options.Add(_output);
        _loading.AddTo(this);
        SetAction((parsed, cancellationToken) => ExecuteAsync(composition, terminal, parsed, cancellationToken));
    }

    private async Task<int> ExecuteAsync(Composition composition, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(_path)!;
        bool json = parsed.GetValue(_output) == OutputOption.Json;
        var result = await composition.Engine.PlanAsync(path, _loading.Read(parsed, strict: false), parsed.GetValue(_connect), cancellationToken);
        var findings = new Findings();
        findings.Add(result.Loaded, result.Diagnostics);
        FindingsText.Write(terminal.Error, terminal.ErrorPaint, findings);
        if (result.Plan is null)
        {
            if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(InvalidPipeline.Of(path, findings), OutputJson.Style));
            return ExitCodes.Invalid;
        }
        if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(result.Plan, OutputJson.Style));
        else PlanText.Write(terminal.Out, terminal.OutPaint, result.Plan);
        return ExitCodes.Good;
    }
}
