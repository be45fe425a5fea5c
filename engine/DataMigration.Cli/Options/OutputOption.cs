using System.CommandLine;

namespace DataMigration.Cli.Options;

/// <summary><c>--output</c>: the form of what goes to stdout.</summary>
internal sealed class OutputOption : Option<string>
{
    public const string Text = "text", Json = "json", GitHub = "github";

    public OutputOption(params string[] forms) : base("--output")
    {
        Description = "The form of the report on stdout: text for people, json for programs" + (forms.Contains(GitHub) ? ", github for annotations in a pull request." : ".");
        DefaultValueFactory = _ => Text;
        this.AcceptOnlyFromAmong(forms);
    }
}
