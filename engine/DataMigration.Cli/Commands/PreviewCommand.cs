using System.CommandLine;
using System.Text.Json;
using DataMigration.Cli.Options;
using DataMigration.Cli.Output;

namespace DataMigration.Cli.Commands;

internal sealed class PreviewCommand : Command
{
    private const int DefaultRows = 5;

    private readonly Argument<string> _path = new("PATH") { Description = "A pipeline file." };
    private readonly OutputOption _output = new(OutputOption.Text, OutputOption.Json);
    private readonly LoadingOptions _loading = new();
    private readonly CountOption _rows = new("--rows", $"So many rows of each source; {DefaultRows} by default.");

    public PreviewCommand(Composition composition, Terminal terminal)
        : base("preview", "Shows what each stage makes of the first rows, side by side, and why rows are rejected. Writes nothing.")
    {
        _path.Validators.Add(PathsArgument.MustExist);
        Arguments.Add(_path);
        Options.Add(_rows);
        Options.Add(_output);
        _loading.AddTo(this);
        SetAction((parsed, cancellationToken) => ExecuteAsync(composition, terminal, parsed, cancellationToken));
    }

    private async Task<int> ExecuteAsync(Composition composition, Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(_path)!;
        bool json = parsed.GetValue(_output) == OutputOption.Json;
        var result = await composition.Engine.PreviewAsync(path, _loading.Read(parsed, strict: true), (int)(parsed.GetValue(_rows) ?? DefaultRows), cancellationToken);
        var findings = new Findings();
        findings.Add(result.Loaded, result.Diagnostics);
        FindingsText.Write(terminal.Error, terminal.ErrorPaint, findings);
        if (result.Preview is null)
        {
            if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(InvalidPipeline.Of(path, findings), OutputJson.Style));
            return ExitCodes.Invalid;
        }
        if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(result.Preview, OutputJson.Style));
        else new PreviewText(terminal.Out, terminal.OutPaint, terminal.Width).Write(result.Preview);
        return ExitCodes.Good;
    }
}
