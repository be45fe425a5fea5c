using System.CommandLine;
using DataMigration.Reference;

namespace DataMigration.Cli.Commands;

internal sealed class SchemaCommand : Command
{
    private const string Pipeline = "pipeline", Project = "project";

    private readonly Argument<string> _which = new("FILE")
    {
        Description = $"Whose schema: `{Pipeline}` files, or the `{Project}` file.",
        DefaultValueFactory = _ => Pipeline,
    };

    public SchemaCommand(Composition composition, Terminal terminal)
        : base("schema", "Prints the JSON Schema, for editors.")
    {
        _which.AcceptOnlyFromAmong(Pipeline, Project);
        Arguments.Add(_which);
        SetAction(parsed =>
        {
            string name = parsed.GetValue(_which) + ".schema.json";
            terminal.Out.Write(GeneratedFiles.All(composition.Catalogue).Single(f => Path.GetFileName(f.Key) == name).Value);
        });
    }
}
