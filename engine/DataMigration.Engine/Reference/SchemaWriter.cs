using System.Globalization;
using DataMigration.Configuration.Schema;
using DataMigration.Configuration.Shapes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace DataMigration.Reference;

/// <summary>The JSON Schema as text: the very one that files are checked with.</summary>
internal static class SchemaWriter
{
    public static string Write(RecordShape shape, string title)
    {
        var schema = JObject.Parse(SchemaBuilder.Build(shape, title).ToJson());
        foreach (var number in schema.DescendantsAndSelf().OfType<JValue>().Where(v => v.Type == JTokenType.Float).ToList())
            if (number.Value<decimal>() is var value && value == decimal.Truncate(value)) number.Replace(new JValue((long)value));
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var writer = new JsonTextWriter(text) { Formatting = Formatting.Indented }) schema.WriteTo(writer);
        return text + "\n";
    }
}
