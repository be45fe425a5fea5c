using System.Globalization;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using Newtonsoft.Json.Linq;

namespace DataMigration.Configuration.Schema;

/// <summary>
/// A file's tree as JSON for the schema. The declared shape decides what a plain scalar is: <c>007</c> is text where text is asked for.
/// Remembers which place every token was made of.
/// </summary>
internal sealed class TokenWriter
{
    private readonly Dictionary<JToken, Place> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Places by the path that findings name; made when there are findings.</summary>
    public Dictionary<string, Place> ByPath() => _places.ToDictionary(p => "#/" + p.Key.Path, p => p.Value, StringComparer.Ordinal);

    public JToken Write(Place place)
    {
        var inner = place.Innermost;
        JToken token = inner.Node switch
        {
            YamlMapping mapping => Write(mapping, inner),
            YamlSequence sequence => Write(sequence, inner),
            var node => Write((YamlScalar)node, inner.Shape as ScalarShape),
        };
        _places[token] = place;
        return token;
    }

    private JObject Write(YamlMapping mapping, Place place)
    {
        var token = new JObject();
        var children = place.Children.ToDictionary(c => c.Entry!.Key.Text, StringComparer.Ordinal);
        // A key that nothing declares is told by its name alone; what is under it does not matter.
        foreach (var entry in mapping.Entries)
            token.Add(entry.Key.Text, children.TryGetValue(entry.Key.Text, out var child) ? Write(child) : JValue.CreateNull());
        return token;
    }

    private JArray Write(YamlSequence sequence, Place place)
    {
        var token = new JArray();
        if (place.Children.Count == 0)
            foreach (var _ in sequence.Items) token.Add(JValue.CreateNull());
        foreach (var child in place.Children) token.Add(Write(child));
        return token;
    }

    private static JValue Write(YamlScalar scalar, ScalarShape? shape)
    {
        var kind = CoreSchema.KindOf(scalar);
        // Where `null` is a word it is one without quotes too, and then nothing is not null.
        if (kind == CoreKind.Null && shape?.Words.ContainsKey("null") != true) return JValue.CreateNull();
        if (shape is null || shape.IsText) return new JValue(scalar.Text);
        return kind switch
        {
            CoreKind.Boolean => new JValue(scalar.Text[0] is 't' or 'T'),
            // Numbers too large are cut for the schema; the binder reads the text and says so.
            CoreKind.Integer => new JValue(Numbers.Integer(scalar.Text) ?? (scalar.Text[0] == '-' ? long.MinValue : long.MaxValue)),
            CoreKind.Number => new JValue(Math.Clamp(double.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture), -1e27, 1e27)),
            _ => new JValue(scalar.Text),
        };
    }
}
