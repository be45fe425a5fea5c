using System.Globalization;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Schema;

/// <summary>A single value of the right kind that is not one of those allowed. The binder, which reads values with a syntax of their own, says the same.</summary>
internal static class ScalarFindings
{
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = "text", ["varchar"] = "text", ["int"] = "integer", ["long"] = "integer", ["bigint"] = "integer", ["float"] = "number", ["double"] = "number",
        ["real"] = "number", ["numeric"] = "decimal(12,2)", ["money"] = "decimal(12,2)", ["decimal"] = "decimal(12,2)", ["bool"] = "boolean", ["bit"] = "boolean",
        ["timestamp"] = "datetime", ["timestamptz"] = "datetime_offset", ["uuid"] = "guid", ["bytes"] = "binary", ["object"] = "json",
    };

    public static Diagnostic Of(Place place, ScalarShape shape, YamlScalar value)
    {
        string shown = Shown.Of(value.Text);
        return shape.Kind switch
        {
            ScalarKind.Type => UnknownType(value),
            ScalarKind.Threshold => ConfigurationMessages.BadThreshold.At(value.Span, place.Name, shown),
            ScalarKind.Duration => ConfigurationMessages.BadDuration.At(value.Span, place.Name, shown),
            ScalarKind.Character => ConfigurationMessages.NotOneCharacter.At(value.Span, place.Name, shown, value.Text.StartsWith('\\') ? $"in double quotes a backslash is an escape: \"{value.Text}\"" : "Write exactly one character, in quotes if YAML needs them."),
            ScalarKind.Word => ConfigurationMessages.UnknownWord.At(value.Span, place.Name, shown, Suggestions.Remedy(value.Text, [.. shape.Words.Keys])),
            ScalarKind.Path => ConfigurationMessages.BadPath.At(value.Span, place.Name, shown),
            ScalarKind.Integer or ScalarKind.Number => ConfigurationMessages.OutOfRange.At(value.Span, place.Name, Bounds(place.Key?.Option, shape), shown),
            _ => ConfigurationMessages.PatternMismatch.At(value.Span, place.Name, shown, place.Key?.Option.Pattern, place.Key?.Option.Example is { } example ? $"Write it like {example}." : "Write it so that it matches."),
        };
    }

    private static Diagnostic UnknownType(YamlScalar value)
    {
        string text = value.Text;
        string remedy = text.StartsWith("decimal(", StringComparison.Ordinal) ? $"Write decimal(digits,decimals) with 1 to {DataType.MaxPrecision} digits, for example decimal(12,2)."
            : Synonyms.TryGetValue(text, out string? synonym) ? $"did you mean '{synonym}'?"
            : Suggestions.Remedy(text, [.. DataType.Named.Keys, "decimal(12,2)"]);
        return ConfigurationMessages.UnknownType.At(value.Span, Shown.Of(text), remedy);
    }

    private static string Bounds(OptionAttribute? option, ScalarShape shape)
    {
        var (least, most) = (Bound(option?.Minimum), Bound(option?.Maximum));
        if (shape.Type == typeof(int)) (least, most) = (least ?? Bound(int.MinValue), most ?? Bound(int.MaxValue));
        else if (shape.Type == typeof(long)) (least, most) = (least ?? long.MinValue.ToString(CultureInfo.InvariantCulture), most ?? long.MaxValue.ToString(CultureInfo.InvariantCulture));
        return (least, most) switch
        {
            (not null, not null) => $"{least} to {most}",
            (not null, null) => $"at least {least}",
            (null, not null) => $"at most {most}",
            _ => "a number of at most 28 digits",
        };
    }

    private static string? Bound(double? value) => value is { } number && !double.IsNaN(number) ? number.ToString("0.############", CultureInfo.InvariantCulture) : null;
}
