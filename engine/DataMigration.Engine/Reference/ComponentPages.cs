using DataMigration.Configuration.Shapes;
using DataMigration.Declarations;

namespace DataMigration.Reference;

/// <summary>A page for all components of one kind.</summary>
internal static class ComponentPages
{
    /// <param name="node">What stands around such a component.</param>
    public static string Page(string title, string introduction, ComponentKind kind, ShapeCatalogue shapes, RecordShape node)
    {
        var page = new MarkdownPage(title, introduction);
        if (node.Keys.Count > 0)
        {
            page.Paragraph("Beside the component's key may stand:");
            KeyTables.Keys(page, node);
        }
        foreach (var component in shapes.Components(kind).Values) Write(page, component);
        return page.ToString();
    }

    public static void Write(MarkdownPage page, ComponentShape component)
    {
        page.Heading(2, $"`{component.Component.Name}`");
        page.Paragraph(component.Component.Declaration.Summary);
        if (component.Component.Declaration.Example is { } example) page.Yaml(example);
        var options = component.Options;
        if (options.Shorthand is { } key) page.Paragraph(options.IsAlwaysShort ? $"The key holds this directly: {key.Option.Summary}" : $"The key may hold the value of `{key.Name}` directly.");
        if (options.Keys.Count > 0 && !options.IsAlwaysShort) KeyTables.Keys(page, options);
    }
}
