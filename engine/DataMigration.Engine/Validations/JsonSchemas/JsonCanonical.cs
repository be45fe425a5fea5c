using System.Text;
using System.Text.Json;

namespace DataMigration.Validations.JsonSchemas;

/// <summary>One text for all spellings of a JSON value: keys in order, 1.0 as 1; so that equal values have equal texts.</summary>
internal static class JsonCanonical
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    Write(property.Name, text);
                    text.Append(':');
                    Write(property.Value, text);
                    text.Append(',');
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }
                text.Append(']');
                break;
            case JsonValueKind.String: Write(value.GetString()!, text); break;
            case JsonValueKind.Number: text.Append(JsonNumber.Of(value).ToString()); break;
            default: text.Append(value.ValueKind); break;
        }
    }

    // Its length before it, so that no text can look like two.
    private static void Write(string value, StringBuilder text) => text.Append(value.Length).Append('"').Append(value);
}
