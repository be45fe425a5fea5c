using System.Reflection;
using DataMigration.Configuration.Shapes;
using DataMigration.Declarations;

namespace DataMigration.Reference;

/// <summary>The functions, each with examples that a test runs.</summary>
internal static class FunctionsPage
{
    public static string Write(ShapeCatalogue shapes)
    {
        var page = new MarkdownPage("Functions", "Entries of a mapping's `apply`, from left to right: text in, text out; null skips them. One that needs no options is written as its bare name.");
        foreach (var function in shapes.Components(ComponentKind.Function).Values)
        {
            ComponentPages.Write(page, function);
            var examples = function.Component.Implementation.GetCustomAttributes<ExampleAttribute>().ToList();
            if (examples.Count > 0) page.Table(["options", "input", "output"], examples.Select(e => (IReadOnlyList<string>)[e.Options is { } options ? MarkdownPage.Code(options) : "", Value(e.Input), Value(e.Output)]));
        }
        return page.ToString();
    }

    // Quotes keep blanks at the ends in sight.
    private static string Value(string? text) => text is null ? "null" : MarkdownPage.Code("\"" + text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal) + "\"");
}
