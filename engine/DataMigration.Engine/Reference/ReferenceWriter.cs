using DataMigration.Catalogue;
using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Shapes;
using DataMigration.Declarations;

namespace DataMigration.Reference;

/// <summary>The reference pages, one a kind of thing.</summary>
internal static class ReferenceWriter
{
    public static IEnumerable<(string Name, string Text)> Pages(ComponentCatalogue catalogue, ShapeCatalogue shapes)
    {
        yield return ("README.md", Index());
        yield return ("pipeline.md", KeyTables.Page("The pipeline file", "The keys at the top of a pipeline, in the order the data flows.", shapes.Pipeline));
        yield return ("project.md", KeyTables.Page("The project file", "`datamigration.yaml`, found by walking up from the pipeline. Optional where no connection is needed.", shapes.Project));
        yield return ("mappings.md", KeyTables.Page("Mappings", "An entry of `mappings`, and of the transform `set`. In this order: `from` | `value` | `script`, `apply`, `values` and `otherwise`, `type` by `format`, `default`.", shapes.Record(typeof(MappingDefinition))));
        yield return ("sources.md", ComponentPages.Page("Sources", "Where rows come from: one of these keys under a name of your own in `sources`.", ComponentKind.Source, shapes, shapes.Record(typeof(SourceDefinition))));
        yield return ("targets.md", ComponentPages.Page("Targets", "Where rows go: one of these keys under a name of your own in `targets`.", ComponentKind.Target, shapes, shapes.Record(typeof(TargetDefinition))));
        yield return ("connections.md", ComponentPages.Page("Connections", "Databases and other places: one of these keys under a name of your own in `connections` of the project file.", ComponentKind.Connection, shapes, shapes.Record(typeof(ConnectionDefinition))));
        yield return ("transforms.md", ComponentPages.Page("Transforms", "Steps on source rows: entries of `transforms`, from top to bottom.", ComponentKind.Transform, shapes, shapes.Record(typeof(TransformDefinition))));
        yield return ("validations.md", ComponentPages.Page("Validations", "Rules on mapped rows: entries of `validations`.", ComponentKind.Validation, shapes, shapes.Record(typeof(ValidationDefinition))));
        yield return ("functions.md", FunctionsPage.Write(shapes));
        yield return ("scripts.md", ScriptsPage.Write());
        yield return ("types.md", TypesPage.Write());
        yield return ("messages.md", MessagesPage.Write(catalogue));
    }

    private static string Index()
    {
        var page = new MarkdownPage("Reference", "Every key, component, type and message, written from the code that runs them.");
        page.Table(["page", "what it lists"],
        [
            ["[pipeline](pipeline.md)", "the keys of a pipeline"],
            ["[project](project.md)", "the keys of `datamigration.yaml`"],
            ["[sources](sources.md)", "where rows come from"],
            ["[transforms](transforms.md)", "steps on source rows"],
            ["[mappings](mappings.md)", "how a target field gets its value"],
            ["[functions](functions.md)", "functions of `apply`"],
            ["[scripts](scripts.md)", "the JavaScript of scripts: values, functions, methods, limits"],
            ["[types](types.md)", "types of fields"],
            ["[validations](validations.md)", "rules on mapped rows"],
            ["[targets](targets.md)", "where rows go"],
            ["[connections](connections.md)", "databases and other places"],
            ["[messages](messages.md)", "every message with its code and remedy"],
        ]);
        page.Paragraph("An editor with a YAML language server completes and explains all of it: start a pipeline with\n`# yaml-language-server: $schema=` and the path of [pipeline.schema.json](../pipeline.schema.json).");
        return page.ToString();
    }
}
