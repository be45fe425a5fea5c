using System.Text.RegularExpressions;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Schema;

/// <summary>
/// Whether a file is plainly right by its shapes, as nearly all files are: then no schema need be made and no validator started, which takes longer than all other work on the file.
/// It says nothing about a file that is not; where it is unsure it says no. What it accepts, the schema accepts (a test asks both).
/// </summary>
internal static class PlainCheck
{
    public static bool IsRight(Place place) => IsRight(place, place.Key?.Option);

    private static bool IsRight(Place place, OptionAttribute? option) => !place.Node.IsUnknown && (place.IsShort ? IsRight(place.Children[0]) : (place.Shape, place.Node) switch
    {
        (ScalarShape shape, YamlScalar scalar) => IsRight(scalar, shape, option),
        (ListShape, YamlSequence sequence) => sequence.Items.Count >= (option?.MinItems ?? 0) && place.Children.TrueForAll(IsRight),
        (DictionaryShape, YamlMapping mapping) => mapping.Entries.Count >= (option?.MinItems ?? 0) && place.Children.TrueForAll(IsRight),
        (FreeShape, YamlMapping) => true,
        (RecordShape { TakesBareName: true, Slot: { } slot }, YamlScalar name) => slot.Components.TryGetValue(name.Text, out var function) && HasNoRequired(function.Options),
        (RecordShape record, YamlMapping mapping) => HasKeys(place, record, mapping) && place.Children.TrueForAll(IsRight),
        _ => false,
    });

    private static bool HasKeys(Place place, RecordShape record, YamlMapping mapping)
    {
        // An entry that nothing declares has no place.
        if (place.Children.Count != mapping.Entries.Count) return false;
        foreach (var key in record.Keys)
            if (key.IsRequired && mapping.Find(key.Name) is null) return false;
        int components = 0;
        foreach (var child in place.Children) components += child.Component is null ? 0 : 1;
        return components == (record.Slot is null ? 0 : 1);
    }

    private static bool HasNoRequired(RecordShape record)
    {
        foreach (var key in record.Keys)
            if (key.IsRequired) return false;
        return true;
    }

    private static bool IsRight(YamlScalar scalar, ScalarShape shape, OptionAttribute? option)
    {
        var kind = CoreSchema.KindOf(scalar);
        if (kind == CoreKind.Null) return shape.Kind == ScalarKind.Scalar && option?.Pattern is null;
        if (option?.Pattern is { } pattern && (!shape.IsText || !Regex.IsMatch(scalar.Text, pattern))) return false;
        return shape.Kind switch
        {
            ScalarKind.Integer => kind == CoreKind.Integer && Numbers.Integer(scalar.Text) is { } number && IsWithin(number, option),
            ScalarKind.Number => kind == CoreKind.Integer && Numbers.Integer(scalar.Text) is { } whole && IsWithin(whole, option),
            ScalarKind.Boolean => kind == CoreKind.Boolean,
            ScalarKind.Character => scalar.Text is [var only] && !char.IsSurrogate(only),
            ScalarKind.Word => shape.Words.ContainsKey(scalar.Text),
            ScalarKind.Type => DataType.Named.ContainsKey(scalar.Text) || (Regex.IsMatch(scalar.Text, SchemaBuilder.DecimalPattern) && DataType.TryParse(scalar.Text, out _)),
            ScalarKind.Threshold => Regex.IsMatch(scalar.Text, SchemaBuilder.ThresholdPattern),
            ScalarKind.Duration => Regex.IsMatch(scalar.Text, SchemaBuilder.DurationPattern),
            _ => true,
        };
    }

    private static bool IsWithin(long number, OptionAttribute? option) =>
        option is null || ((double.IsNaN(option.Minimum) || number >= (decimal)option.Minimum) && (double.IsNaN(option.Maximum) || number <= (decimal)option.Maximum));
}
