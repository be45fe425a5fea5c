using System.CommandLine;
using System.CommandLine.Parsing;
using DataMigration.Configuration;

namespace DataMigration.Cli.Options;

/// <summary><c>PATH…</c>: pipeline files, or folders of them.</summary>
internal sealed class PathsArgument : Argument<string[]>
{
    public PathsArgument() : base("PATH")
    {
        Description = "A pipeline file, several, or a folder whose pipelines are all meant.";
        Arity = ArgumentArity.OneOrMore;
        Validators.Add(MustExist);
    }

    /// <summary>The pipeline files behind the paths, each once.</summary>
    public IReadOnlyList<string> Files(ParseResult parsed) => [.. PipelineFiles.Find(parsed.GetValue(this)!)];

    /// <summary>Whether exactly one pipeline is meant by its own name, so that a report is one object and not a list.</summary>
    public bool IsOneFile(ParseResult parsed) => parsed.GetValue(this) is [{ } only] && !Directory.Exists(only);

    internal static void MustExist(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
            if (!Path.Exists(token.Value)) result.AddError($"There is no file or folder '{token.Value}'.");
    }
}
