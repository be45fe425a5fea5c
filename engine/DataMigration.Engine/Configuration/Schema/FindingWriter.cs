using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Schema;

/// <summary>Findings about one place → messages.</summary>
internal static class FindingWriter
{
    public static void Write(PlaceFindings findings, DiagnosticBag diagnostics)
    {
        var place = findings.Place;
        if (place.Shape is ScalarShape scalar && place.Node is YamlScalar value && !IsWrongKind(scalar, value)) diagnostics.Add(ScalarFindings.Of(place, scalar, value));
        else if (findings.IsValueWrong && place.Node is YamlScalar name && place.Shape is RecordShape { TakesBareName: true } record && CoreSchema.KindOf(name) != CoreKind.Null)
            diagnostics.Add(BareName(record, name));
        else if (findings.IsValueWrong) diagnostics.Add(WrongKind(place));
        else
        {
            if (findings.IsTooShort) diagnostics.Add(TooShort(place));
            WriteKeys(findings, diagnostics);
        }
    }

    private static bool IsWrongKind(ScalarShape shape, YamlScalar value)
    {
        var kind = CoreSchema.KindOf(value);
        return shape.Kind switch
        {
            ScalarKind.Boolean => kind != CoreKind.Boolean,
            ScalarKind.Integer => kind != CoreKind.Integer,
            ScalarKind.Number => kind is not (CoreKind.Integer or CoreKind.Number),
            _ => kind == CoreKind.Null,
        };
    }

    private static Diagnostic WrongKind(Place place)
    {
        var outer = place;
        while (outer.Parent is { IsShort: true } parent) outer = parent;
        var (found, remedy) = outer.Node switch
        {
            YamlMapping => ("a mapping", null),
            YamlSequence => ("a list", null),
            YamlScalar scalar => Found(scalar, place.Shape),
            _ => ("something else", null),
        };
        return ConfigurationMessages.WrongKind.At(outer.Anchor, outer.Name, outer.Shape.Expected, found, remedy ?? Example(place) ?? KindRemedies.Of(outer.Shape, outer.Node));
    }

    private static (string Found, string? Remedy) Found(YamlScalar scalar, Shape shape) => CoreSchema.KindOf(scalar) switch
    {
        CoreKind.Null when scalar.Text.Length == 0 => ("nothing", "Give it a value, or drop the key."),
        CoreKind.Null => ("null", shape is ScalarShape ? $"put text in quotes: \"{scalar.Text}\"" : "Give it a value, or drop the key."),
        CoreKind.Boolean => (scalar.Text, null),
        CoreKind.Integer or CoreKind.Number => ($"the number {Shown.Of(scalar.Text)}", null),
        _ => ($"'{Shown.Of(scalar.Text)}'", scalar.Style == YamlStyle.Quoted && shape is ScalarShape { IsText: false } ? "drop the quotes around a number, true or false" : null),
    };

    private static string? Example(Place place)
    {
        if (place.Component?.Declaration.Example is { } component) return $"For example: {component}";
        if (place.Key is not { Option.Example: { } example } key || place.Entry is null) return null;
        if (example.StartsWith("- ", StringComparison.Ordinal)) return $"An entry looks like this: {example}";
        return place.Shape is DictionaryShape && !example.StartsWith('{') ? $"For example: {key.Name}: {{ {example} }}" : $"For example: {key.Name}: {example}";
    }

    private static Diagnostic BareName(RecordShape record, YamlScalar name)
    {
        var slot = record.Slot!;
        return slot.Components.TryGetValue(name.Text, out var component)
            ? ConfigurationMessages.MissingKey.At(name.Span, $"'{name.Text}'", component.Options.Keys.First(k => k.IsRequired).Name, component.Component.Declaration.Summary + $" For example: {component.Component.Declaration.Example}")
            : ConfigurationMessages.UnknownComponent.At(name.Span, slot.Noun, Shown.Of(name.Text), Suggestions.Remedy(name.Text, [.. slot.Components.Keys]));
    }

    private static Diagnostic TooShort(Place place)
    {
        int least = place.Key!.Option.MinItems;
        return ConfigurationMessages.TooFewEntries.At(place.Anchor, place.Name, least == 1 ? "one entry" : $"{least} entries", Example(place) ?? place.Key.Option.Summary);
    }

    private static void WriteKeys(PlaceFindings findings, DiagnosticBag diagnostics)
    {
        var place = findings.Place;
        if (place.Shape is not RecordShape record) return;
        var unknown = findings.Unknown;
        if (findings.IsSlotWrong && SlotFindings.Of(place, record, unknown) is { } slot) diagnostics.Add(slot);
        // A key that is already there is not what a mistyped one was meant to be; nor is a second component.
        var mapping = (YamlMapping)place.Node;
        bool isTaken = record.Slot?.Components.Keys.Any(k => mapping.Find(k) is not null) ?? true;
        var free = record.Keys.Select(k => k.Name).Concat(isTaken ? [] : record.Slot!.Components.Keys).Where(k => mapping.Find(k) is null).ToList();
        var meant = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in unknown)
        {
            string key = entry.Key.Text;
            if (Suggestions.Nearest(key, free) is { } near) meant.Add(near);
            diagnostics.Add(ConfigurationMessages.UnknownKey, entry.Key.Span, Shown.Of(key), Owner(place), Torn(mapping, entry) ?? Suggestions.Remedy(key, free, "It takes no further keys."));
        }
        foreach (var key in findings.Missing.Where(k => !meant.Contains(k.Name)))
            diagnostics.Add(ConfigurationMessages.MissingKey, Start(place), Owner(place), key.Name, key.Option.Summary);
    }

    /// <summary>In braces a plain value ends at its comma, and what follows looks like a key without a value.</summary>
    private static string? Torn(YamlMapping mapping, YamlEntry entry)
    {
        bool hasNoValue = entry.Value is YamlScalar { Style: YamlStyle.Plain, Text: "" };
        bool isWord = entry.Key.Text.Length > 0 && entry.Key.Text.All(c => char.IsLetterOrDigit(c) || c == '_');
        if (!mapping.IsFlow || (isWord && !hasNoValue)) return null;
        int at = mapping.Entries.ToList().IndexOf(entry);
        return at > 0 && mapping.Entries[at - 1] is { Value: YamlScalar { Style: YamlStyle.Plain, Text.Length: > 0 } } before
            ? $"In braces a value ends at its comma: put the value of '{before.Key.Text}' in quotes."
            : null;
    }

    private static string Owner(Place place) => place.Parent is null ? "the file" : place.Name;

    /// <summary>A block mapping in a list has no key of its own: its first one stands for it.</summary>
    private static SourceSpan Start(Place place) => place.Anchor != place.Node.Span || place.Node is not YamlMapping { IsFlow: false, Entries: [{ } first, ..] } ? place.Anchor : first.Key.Span;
}
