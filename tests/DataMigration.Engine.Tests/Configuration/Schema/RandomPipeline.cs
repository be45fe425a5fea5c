using System.Text;
using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Shapes;

namespace DataMigration.Tests.Configuration.Schema;

/// <summary>Writes pipelines that the declarations allow, at random.</summary>
internal sealed class RandomPipeline(Random random)
{
    private static readonly string[] Texts = ["a", "007", "2024-01-01", "yes", "'null'", "\"\"", "é😀", "a.b", "\"x, y: z\"", "12.5", "'it''s'", "\"tab\\t\"", "true", "$x", "\"$${x}\"", "-x", "\"[\""];
    private static readonly string[] Types = ["text", "integer", "decimal(12,2)", "\"decimal(38, 38)\"", "date", "datetime_offset", "json"];
    private static readonly string[] Thresholds = ["0", "50", "5%", "100 %", "99.99%", "100.0%"];
    private static readonly string[] Durations = ["0s", "90m", "12h", "30d"];

    public string Write(RecordShape shape)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Entries(shape, 0)) text.Append(name).Append(": ").Append(value).Append('\n');
        return text.ToString();
    }

    private string Value(Shape shape, KeyShape? key, int depth) => shape switch
    {
        ScalarShape scalar => Scalar(scalar, key),
        ListShape list => "[" + string.Join(", ", Many(key).Select(_ => Value(list.Item, key, depth + 1))) + "]",
        FreeShape => Pick(["{ type: object }", "{ minLength: 1, pattern: \"^a\" }", "{}"]),
        DictionaryShape dictionary => "{ " + string.Join(", ", Many(key).Select(i => $"n{i}: {Value(dictionary.Value, key, depth + 1)}")) + " }",
        RecordShape { Shorthand: { } brief } record when record.IsAlwaysShort || random.Next(2) == 0 => Value(brief.Shape, brief, depth + 1),
        RecordShape { TakesBareName: true } record when random.Next(2) == 0 => Pick([.. record.Slot!.Components.Values.Where(c => c.Options.Keys.All(k => !k.IsRequired)).Select(c => c.Component.Name)]),
        RecordShape record => "{ " + string.Join(", ", Entries(record, depth).Select(e => $"{e.Name}: {e.Value}")) + " }",
        _ => throw new InvalidOperationException(),
    };

    private IEnumerable<(string Name, string Value)> Entries(RecordShape shape, int depth)
    {
        bool isMapping = shape.Type == typeof(MappingDefinition);
        string origin = Pick(["from", "value", "script"]);
        bool hasValues = random.Next(2) == 0;
        foreach (var key in shape.Keys)
        {
            bool wanted = !isMapping ? key.IsRequired || (depth < 8 && random.Next(3) == 0) : key.Name switch
            {
                "from" or "value" or "script" => key.Name == origin,
                "values" => hasValues,
                "otherwise" => hasValues && random.Next(2) == 0,
                "except" => false,
                _ => random.Next(3) == 0,
            };
            // A default must fit its type, which a schema cannot say.
            wanted &= shape.Type != typeof(ParameterDefinition) || key.Name is "required" or "description";
            if (wanted) yield return (key.Name, Value(key.Shape, key, depth + 1));
        }
        if (shape.Slot is not { } slot) yield break;
        string component = Pick([.. slot.Components.Keys]);
        var options = slot.Components[component].Options;
        yield return (component, options.Type is null ? "{}" : Value(options, null, depth + 1));
    }

    private IEnumerable<int> Many(KeyShape? key)
    {
        int least = key?.Option.MinItems ?? 0;
        return Enumerable.Range(0, random.Next(least, least + 3));
    }

    private string Scalar(ScalarShape shape, KeyShape? key) => shape.Kind switch
    {
        ScalarKind.Boolean => Pick(["true", "false", "True"]),
        ScalarKind.Integer or ScalarKind.Number => Number(shape, key),
        ScalarKind.Word => Pick([.. shape.Words.Keys]),
        ScalarKind.Character => Pick([";", "\"\\t\"", "'\"'", "x", "1", "é"]),
        ScalarKind.Type => Pick(Types),
        ScalarKind.Threshold => Pick(Thresholds),
        ScalarKind.Duration => Pick(Durations),
        ScalarKind.Path => Pick(["a.csv", "../b c/d.csv", "2024", "\"/tmp/x\""]),
        ScalarKind.Scalar => Pick([.. Texts, "~", "null"]),
        _ when key?.Option.Pattern is { } pattern => Pick([.. new[] { "abc", "a-1_b", "2024", "\"<=\"", "\"==\"" }.Where(t => System.Text.RegularExpressions.Regex.IsMatch(t.Trim('"'), pattern))]),
        _ => Pick(Texts),
    };

    private string Number(ScalarShape shape, KeyShape? key)
    {
        double least = double.IsNaN(key?.Option.Minimum ?? double.NaN) ? -1000 : key!.Option.Minimum;
        double most = double.IsNaN(key?.Option.Maximum ?? double.NaN) ? least + 5000 : key!.Option.Maximum;
        long whole = random.NextInt64((long)Math.Ceiling(least), (long)Math.Floor(most) + 1);
        return shape.Kind == ScalarKind.Number && whole < most && random.Next(2) == 0 ? $"{whole}.5" : whole.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
