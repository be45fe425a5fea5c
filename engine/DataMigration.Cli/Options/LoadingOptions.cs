using System.CommandLine;
using System.CommandLine.Parsing;
using DataMigration.Configuration;

namespace DataMigration.Cli.Options;

/// <summary>What every command that reads pipelines can be told about reading them.</summary>
internal sealed class LoadingOptions
{
    private readonly Option<string?> _environment = new("--environment")
    {
        HelpName = "NAME",
        Description = "The environment of the project file whose connections hold.",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "name=value",
        Description = "The value of a parameter; may be given several times.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _project = new("--project")
    {
        HelpName = "FILE",
        Description = "The project file, instead of the `datamigration.yaml` found by walking up from the pipeline.",
    };

    public LoadingOptions()
    {
        _set.Validators.Add(MustBePairs);
        _project.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } path }] && !File.Exists(path)) result.AddError($"There is no project file '{path}'.");
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_set);
        command.Options.Add(_environment);
        command.Options.Add(_project);
    }

    public LoadOptions Read(ParseResult parsed, bool strict) => new()
    {
        Environment = parsed.GetValue(_environment),
        Parameters = parsed.GetValue(_set)!.Select(Pair).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
        ProjectFile = parsed.GetValue(_project) is { } path ? Path.GetFullPath(path) : null,
        Strict = strict,
    };

    private static void MustBePairs(OptionResult result)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1) result.AddError($"--set takes name=value, not '{token.Value}'.");
            else if (!names.Add(Pair(token.Value).Name)) result.AddError($"--set gives '{Pair(token.Value).Name}' twice.");
        }
    }

    private static (string Name, string Value) Pair(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        return (text[..at], text[(at + 1)..]);
    }
}
