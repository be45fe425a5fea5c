using DataMigration.Data;
using DataMigration.Mappings;
using DataMigration.Values;

namespace DataMigration.Reference;

/// <summary>The types of fields and what text they read.</summary>
internal static class TypesPage
{
    public static string Write()
    {
        var page = new MarkdownPage("Types", "What a field can be. Nothing is rounded, cut or guessed: text that a type cannot hold exactly rejects its row. `format` lets a mapping read other spellings.");
        page.Table(["type", "text it reads without a format"], DataType.Named.Select(t => (t.Key, t.Value)).Append(("decimal(12,2)", DataType.Decimal(12, 2)))
            .Select(t => (IReadOnlyList<string>)[MarkdownPage.Code(t.Item1), t.Item2 == DataType.Text ? "any text" : TypeStep.Expectation(t.Item2, ValueFormat.Default)]));
        page.Paragraph($"`decimal(digits,decimals)` takes 1 to {DataType.MaxPrecision} digits, as many of them decimals as you say. `integer` has 64 bits. `number` has 64 bits of binary floating point: a fraction becomes the nearest of its values, and a whole number that is none of them is refused.");
        return page.ToString();
    }
}
