using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Schema;

/// <summary>A node that should have exactly one component key.</summary>
internal static class SlotFindings
{
    /// <summary>The message; an unknown key that was meant to be the component is taken out of <paramref name="unknown"/>.</summary>
    public static Diagnostic Of(Place place, RecordShape record, List<YamlEntry> unknown)
    {
        var slot = record.Slot!;
        var mapping = (YamlMapping)place.Node;
        var found = mapping.Entries.Where(e => slot.Components.ContainsKey(e.Key.Text)).ToList();
        // Forty names help nobody; the reference and the editor list them.
        string names = slot.Components.Count > 12 ? $"the {slot.Noun}s" : string.Join(", ", slot.Components.Keys);
        if (found.Count > 1)
            return ConfigurationMessages.SeveralComponents.At(found[1].Key.Span, place.Name, names, string.Join(", ", found.Select(e => e.Key.Text)));
        if (Meant(record, slot, unknown) is not { } meant)
            return ConfigurationMessages.NoComponent.At(place.Anchor, place.Name, names, slot.Noun);
        unknown.Remove(meant);
        return ConfigurationMessages.UnknownComponent.At(meant.Key.Span, slot.Noun, Shown.Of(meant.Key.Text), Suggestions.Remedy(meant.Key.Text, [.. slot.Components.Keys], "There are none here."));
    }

    /// <summary>Nearest to a component's name, or at least not near to another key.</summary>
    private static YamlEntry? Meant(RecordShape record, SlotShape slot, List<YamlEntry> unknown) =>
        unknown.FirstOrDefault(e => Suggestions.Nearest(e.Key.Text, slot.Components.Keys) is not null)
        ?? unknown.FirstOrDefault(e => Suggestions.Nearest(e.Key.Text, record.Keys.Select(k => k.Name)) is null);
}
