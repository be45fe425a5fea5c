using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Binding;

/// <summary>Which keys of a mapping entry go together; draft 4 can say it only so that nobody understands the finding.</summary>
internal static class MappingRules
{
    private static readonly string[] Origins = ["from", "value", "script"];

    public static void Check(Place root, DiagnosticBag diagnostics)
    {
        foreach (var place in root.All)
            if (place is { Shape: RecordShape { Type: { } type } record, Node: YamlMapping { IsUnknown: false } mapping } && type == typeof(MappingDefinition)
                && mapping.Entries.All(e => record.Find(e.Key.Text) is not null))
                Check(place, mapping, diagnostics);
    }

    private static void Check(Place place, YamlMapping mapping, DiagnosticBag diagnostics)
    {
        string field = Shown.Of(place.Entry!.Key.Text);
        if (field == "*" && place.Key?.Property.DeclaringType == typeof(PipelineDefinition))
        {
            if (mapping.Entries.FirstOrDefault(e => e.Key.Text != "except") is { } other)
                diagnostics.Add(ConfigurationMessages.StarEntry, other.Key.Span, $"the entry \"*\" takes every remaining field as it is, and so no key '{other.Key.Text}'");
            return;
        }
        if (mapping.Find("except") is { } except)
            diagnostics.Add(ConfigurationMessages.StarEntry, except.Key.Span, "`except` belongs to the entry \"*\" of `mappings` alone");
        var origins = Origins.Where(o => mapping.Find(o) is not null).ToList();
        if (origins.Count != 1)
            diagnostics.Add(ConfigurationMessages.MappingOrigin, origins.Count == 0 ? place.Entry.Key.Span : mapping.Find(origins[1])!.Key.Span, field, origins.Count == 0 ? "none" : string.Join(", ", origins));
        if (mapping.Find("otherwise") is { } otherwise && mapping.Find("values") is null)
            diagnostics.Add(ConfigurationMessages.OtherwiseAlone, otherwise.Key.Span, field);
    }
}
