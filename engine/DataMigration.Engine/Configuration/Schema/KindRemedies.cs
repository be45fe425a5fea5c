using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;

namespace DataMigration.Configuration.Schema;

/// <summary>What to do about a value of the wrong kind, where no example stands with the declaration.</summary>
internal static class KindRemedies
{
    public static string Of(Shape shape, YamlNode node) => (shape, node) switch
    {
        (ScalarShape { Kind: ScalarKind.Boolean }, YamlScalar scalar) => scalar.Text.ToUpperInvariant() switch
        {
            "YES" or "Y" or "ON" or "1" or "TRUE" => "did you mean true?",
            "NO" or "N" or "OFF" or "0" or "FALSE" => "did you mean false?",
            _ => "Write true or false.",
        },
        (ScalarShape { Kind: ScalarKind.Integer }, YamlScalar) => "Write the digits alone, without separators, decimals or unit.",
        (ScalarShape { Kind: ScalarKind.Number }, YamlScalar) => "Write the number alone, with a point before the decimals.",
        (ListShape, YamlScalar scalar) => $"put it in brackets: [{Shown.Of(scalar.Text)}]",
        (RecordShape { TakesBareName: true }, _) => "Write it as `trim`, or with options as `{ replace: { find: a, with: b } }`.",
        (RecordShape { Slot: { } slot }, _) => $"Write `{slot.Components.Keys.FirstOrDefault() ?? slot.Noun}: …` below it.",
        (RecordShape record, _) when record.Keys.Count > 0 => $"Its keys are {string.Join(", ", record.Keys.Select(k => k.Name))}.",
        (RecordShape, _) => "It takes no options: write {}.",
        (DictionaryShape, _) => "Write `name: value` below it.",
        _ => "Write a single value.",
    };
}
