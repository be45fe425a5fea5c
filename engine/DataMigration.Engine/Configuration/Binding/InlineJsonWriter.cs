using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataMigration.Configuration.Syntax;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Binding;

/// <summary>A stretch of the file's tree as JSON text, with the place of every value. Recursive: the tree's depth is limited.</summary>
internal sealed class InlineJsonWriter
{
    private readonly Utf8JsonWriter _json;
    private readonly Dictionary<string, SourceSpan> _places = new(StringComparer.Ordinal);

    private InlineJsonWriter(Utf8JsonWriter json) => _json = json;

    public static InlineJson Write(YamlNode node)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var writer = new InlineJsonWriter(json);
        writer.Write(node, node.Span, "");
        json.Flush();
        return new InlineJson(Encoding.UTF8.GetString(bytes.ToArray()), node.Span, writer._places);
    }

    private void Write(YamlNode node, SourceSpan place, string pointer)
    {
        _places[pointer] = place;
        switch (node)
        {
            case YamlMapping mapping:
                _json.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    _json.WritePropertyName(entry.Key.Text);
                    Write(entry.Value, entry.Key.Span, $"{pointer}/{entry.Key.Text.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");
                }
                _json.WriteEndObject();
                break;
            case YamlSequence sequence:
                _json.WriteStartArray();
                for (int i = 0; i < sequence.Items.Count; i++) Write(sequence.Items[i], sequence.Items[i].Span, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"));
                _json.WriteEndArray();
                break;
            case YamlScalar scalar:
                Write(scalar);
                break;
        }
    }

    private void Write(YamlScalar scalar)
    {
        switch (CoreSchema.KindOf(scalar))
        {
            case CoreKind.Null: _json.WriteNullValue(); break;
            case CoreKind.Boolean: _json.WriteBooleanValue(scalar.Text[0] is 't' or 'T'); break;
            case CoreKind.Integer when Numbers.Integer(scalar.Text) is { } whole: _json.WriteNumberValue(whole); break;
            case CoreKind.Integer or CoreKind.Number: _json.WriteRawValue(Plain(scalar.Text)); break;
            default: _json.WriteStringValue(scalar.Text); break;
        }
    }

    /// <summary>YAML takes a plus, zeros before and a bare point, JSON does not.</summary>
    private static string Plain(string text)
    {
        string sign = text[0] == '-' ? "-" : "";
        text = text.TrimStart('+', '-').TrimStart('0');
        if (text.Length == 0 || !char.IsAsciiDigit(text[0])) text = "0" + text;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && (point + 1 == text.Length || !char.IsAsciiDigit(text[point + 1]))) text = text.Remove(point, 1);
        return sign + text;
    }
}
