using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record JsonValueOptions
{
    [Option("The way to the value as a JSON Pointer: keys and positions in lists (from 0), each behind a slash; ~1 stands for a slash in a key, ~0 for ~. Empty for the whole.", Example = "/address/city", Shorthand = true)]
    public required string Path { get; init; }
}

[Component(ComponentKind.Function, "json_value", "Takes one value out of text that is JSON: text without its quotes, numbers as they are written, objects and lists as JSON; null where there is none, or JSON's null. Text that is no JSON rejects the row.", Example = "json_value: /address/city")]
[Example("{\"address\": {\"city\": \"Bonn\"}}", "Bonn", Options = "/address/city")]
[Example("{\"tags\": [\"a\", 1.50]}", "1.50", Options = "/tags/1")]
[Example("{\"a\": null}", null, Options = "/a")]
public sealed class JsonValue : IRefusesText, IValidatesOptions
{
    private const int MaxDepth = 256;
    private readonly string[] _path;
    private readonly string? _problem;

    public JsonValue(JsonValueOptions options)
    {
        if (options.Path.Length > 0 && options.Path[0] != '/') _problem = $"its path '{options.Path}' is not a JSON Pointer; it begins with /";
        _path = [.. options.Path.Split('/').Skip(1).Select(key => key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    public string? Validate() => _problem;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(_path), refused);

    public string Explain(string text) => "which is not JSON";

    private readonly struct Kernel(string[] path) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            // The platform's reader lets broken UTF-8 inside strings pass.
            if (!Utf8.IsValid(text)) return Verdict.Refused;
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            try
            {
                using var document = JsonDocument.ParseValue(ref reader);
                if (reader.Read() || reader.BytesConsumed < text.TrimEnd(" \t\r\n"u8).Length) return Verdict.Refused;
                return Find(document.RootElement) is { } found ? Write(found, output) : Verdict.Null;
            }
            catch (JsonException)
            {
                return Verdict.Refused;
            }
            catch (InvalidOperationException)
            {
                // A string with half a surrogate pair has no text.
                return Verdict.Refused;
            }
        }

        private JsonElement? Find(JsonElement element)
        {
            foreach (string key in path)
            {
                if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value)) element = value;
                else if (element.ValueKind == JsonValueKind.Array && int.TryParse(key, null, out int at) && at >= 0 && at < element.GetArrayLength()) element = element[at];
                else return null;
            }
            return element;
        }

        private static Verdict Write(JsonElement value, TextHeap output)
        {
            if (value.ValueKind == JsonValueKind.Null) return Verdict.Null;
            if (value.ValueKind == JsonValueKind.String) output.AppendText(value.GetString());
            else output.Append(JsonMarshal.GetRawUtf8Value(value));
            return Verdict.Value;
        }
    }
}
