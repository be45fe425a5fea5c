using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Schema;
using DataMigration.Configuration.Shapes;

namespace DataMigration.Reference;

/// <summary>Tables of the keys that a record takes, nested records below it.</summary>
internal static class KeyTables
{
    public static string Page(string title, string introduction, RecordShape shape)
    {
        var page = new MarkdownPage(title, introduction);
        Keys(page, shape);
        foreach (var (name, inner) in Nested(shape))
        {
            page.Heading(2, $"`{name}`");
            if (inner.Shorthand is { } key && !inner.IsAlwaysShort) page.Paragraph($"May hold the value of `{key.Name}` directly.");
            Keys(page, inner);
        }
        return page.ToString();
    }

    public static void Keys(MarkdownPage page, RecordShape shape)
    {
        if (shape.Keys.Count > 0)
            page.Table(["key", "what it is", "default", "meaning", "example"], shape.Keys.Select(k => (IReadOnlyList<string>)
            [
                MarkdownPage.Code(k.Name), Kind(k.Shape), k.IsRequired ? "**required**" : KeyTexts.Default(k.Default) is { } value ? MarkdownPage.Code(value) : "",
                k.Option.Summary + Limits(k), k.Option.Example is { } example ? MarkdownPage.Code(example) : "",
            ]));
        if (shape.Slot is { } slot) page.Paragraph($"{(shape.Keys.Count > 0 ? "Beside these, e" : "E")}xactly one of the [{slot.Noun}s]({slot.Noun}s.md): {string.Join(", ", slot.Components.Keys.Select(MarkdownPage.Code))}.");
    }

    /// <summary>What a value is, with links where another page says more.</summary>
    public static string Kind(Shape shape) => shape switch
    {
        ScalarShape { Kind: ScalarKind.Type } => "[type](types.md)",
        ScalarShape { Kind: ScalarKind.Word } words => string.Join(", ", words.Words.Keys.Select(MarkdownPage.Code)),
        ScalarShape { Kind: ScalarKind.Field } => "field",
        ScalarShape { Kind: ScalarKind.Connection } => "[connection](connections.md)",
        ScalarShape { Kind: ScalarKind.Threshold } => "count or share (`50`, `5%`)",
        ScalarShape { Kind: ScalarKind.Duration } => "duration (`90m`, `12h`, `30d`)",
        ScalarShape { Kind: ScalarKind.Scalar } => "value",
        ScalarShape { Kind: ScalarKind.Boolean } => "`true`, `false`",
        ScalarShape scalar => scalar.Expected.Split(' ', 2) is ["a", var noun] ? noun : scalar.Expected,
        ListShape list => $"list of: {Kind(list.Item)}",
        DictionaryShape dictionary => $"mapping of names to: {Kind(dictionary.Value)}",
        FreeShape => "mapping",
        RecordShape { Type: { } type } when type == typeof(MappingDefinition) => "[mapping](mappings.md)",
        RecordShape { TakesBareName: true } => "[function](functions.md)",
        RecordShape { Keys.Count: 0, Slot: { } slot } => $"[{slot.Noun}]({slot.Noun}s.md)",
        RecordShape { Slot: { } slot } => $"[{slot.Noun}]({slot.Noun}s.md) with keys beside it",
        _ => "mapping of keys",
    };

    private static string Limits(KeyShape key)
    {
        var option = key.Option;
        string text = "";
        if (!double.IsNaN(option.Minimum)) text += $" At least {option.Minimum:0.####}.";
        if (!double.IsNaN(option.Maximum)) text += $" At most {option.Maximum:0.####}.";
        if (option.Pattern is { } pattern) text += $" Matches {MarkdownPage.Code(pattern)}.";
        return text;
    }

    /// <summary>Records that only this page describes, each once.</summary>
    private static List<(string Name, RecordShape Shape)> Nested(RecordShape root)
    {
        var found = new List<(string, RecordShape)>();
        Collect(root);
        return found;

        void Collect(RecordShape shape)
        {
            foreach (var key in shape.Keys)
            {
                var inner = key.Shape switch { ListShape list => list.Item, DictionaryShape dictionary => dictionary.Value, var direct => direct };
                if (inner is not RecordShape { Slot: null } record || (record.Type == typeof(MappingDefinition) && root != record) || found.Any(f => f.Item2 == record)) continue;
                found.Add((key.Name, record));
                Collect(record);
            }
        }
    }
}
