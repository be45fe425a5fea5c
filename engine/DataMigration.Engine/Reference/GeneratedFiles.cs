using DataMigration.Catalogue;
using DataMigration.Configuration.Shapes;

namespace DataMigration.Reference;

/// <summary>The files under <c>schemas/</c>: readings of the declarations, never edited by hand.</summary>
public static class GeneratedFiles
{
    /// <summary>Every generated file by its path below <c>schemas/</c>, with forward slashes; lines end in LF.</summary>
    public static IReadOnlyDictionary<string, string> All(ComponentCatalogue catalogue)
    {
        var shapes = new ShapeCatalogue(catalogue);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["pipeline.schema.json"] = SchemaWriter.Write(shapes.Pipeline, "A pipeline"),
            ["project.schema.json"] = SchemaWriter.Write(shapes.Project, "The project file datamigration.yaml"),
        };
        foreach (var (name, text) in ReferenceWriter.Pages(catalogue, shapes)) files.Add("reference/" + name, text);
        return files;
    }
}
