using System.Text.Json;
using DataMigration.Diagnostics;
using DataMigration.Functions;

namespace DataMigration.Validations.JsonSchemas;

/// <summary>JSON Schema, drafts 4 to 2020-12, into what judges values. Everything that is wrong with it is reported at its place; a mistyped keyword too, which the standard would let pass.</summary>
internal sealed class SchemaCompiler
{
    private const int MaxDepth = 64, MaxSchemas = 10_000;

    private static readonly string[] Notes =
        ["$schema", "$id", "id", "$comment", "title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly", "contentEncoding", "contentMediaType", "contentSchema", "$vocabulary", "definitions", "$defs"];

    private static readonly string[] Judged =
        ["type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format", "properties", "patternProperties", "additionalProperties", "required",
            "propertyNames", "minProperties", "maxProperties", "dependencies", "dependentRequired", "dependentSchemas", "items", "prefixItems", "additionalItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems",
            "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref"];

    private static readonly string[] Unsupported = ["unevaluatedProperties", "unevaluatedItems", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$anchor"];

    private readonly Func<string, SourceSpan?> _placeOf;
    private readonly DiagnosticBag _diagnostics;
    private readonly JsonElement _root;
    private readonly Dictionary<string, SchemaNode> _known = new(StringComparer.Ordinal);
    private bool _failed;

    private SchemaCompiler(JsonElement root, Func<string, SourceSpan?> placeOf, DiagnosticBag diagnostics) => (_root, _placeOf, _diagnostics) = (root, placeOf, diagnostics);

    /// <summary>The compiled schema, or null after an error.</summary>
    /// <param name="text">The schema as JSON.</param>
    /// <param name="placeOf">Where the value behind a JSON Pointer stands.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static SchemaNode? Compile(string text, Func<string, SourceSpan?> placeOf, DiagnosticBag diagnostics)
    {
        try
        {
            // Kept for good: keywords hold parts of it.
            var root = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth }).RootElement;
            var compiler = new SchemaCompiler(root, placeOf, diagnostics);
            var node = compiler.Schema(root, "");
            return compiler._failed ? null : node;
        }
        catch (JsonException e)
        {
            diagnostics.Add(ValidationMessages.BadJsonSchema, placeOf(""), $"line {e.LineNumber + 1}", $"it is not JSON, or deeper than {MaxDepth}", "Mend the file; a JSON checker shows the place.");
            return null;
        }
    }

    public SchemaNode Schema(JsonElement schema, string pointer)
    {
        if (_known.TryGetValue(pointer, out var known)) return known;
        var node = new SchemaNode();
        _known.Add(pointer, node);
        if (_known.Count > MaxSchemas) { if (_known.Count == MaxSchemas + 1) Wrong("", $"it has more than {MaxSchemas:N0} parts", "Split it: several fields, several rules."); }
        else if (schema.ValueKind == JsonValueKind.False) node.ForbidsAll = true;
        else if (schema.ValueKind == JsonValueKind.Object) new SchemaReader(this, schema, pointer, node).Read();
        else if (schema.ValueKind != JsonValueKind.True) Wrong(pointer, "a schema is a mapping, or true or false", "Write keywords such as `type: string` below it.");
        return node;
    }

    public SchemaNode? Reference(string target, string pointer)
    {
        if (target != "#" && !target.StartsWith("#/", StringComparison.Ordinal))
        {
            Wrong(pointer, $"it refers to '{target}', which is outside of the schema", "Copy that part into `$defs` and refer to it as '#/$defs/…': nothing is fetched.");
            return null;
        }
        var at = _root;
        string path = "";
        foreach (string raw in target.Split('/').Skip(1))
        {
            string key = Uri.UnescapeDataString(raw).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(key, out var inner)) at = inner;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(key, null, out int index) && index >= 0 && index < at.GetArrayLength()) at = at[index];
            else
            {
                Wrong(pointer, $"it refers to '{target}', which does not exist", "Mend the reference, or add the part under `$defs`.");
                return null;
            }
            path = Join(path, key);
        }
        return Schema(at, path);
    }

    public TextPattern? Pattern(string text, string pointer)
    {
        var pattern = TextPattern.Create(text, out string? problem);
        if (pattern is null) Wrong(pointer, problem!, "Mend the pattern; in YAML put it in 'single quotes', where a backslash is a backslash.");
        return pattern;
    }

    public void CheckKeyword(string keyword, string pointer)
    {
        if (Judged.Contains(keyword) || Notes.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal)) return;
        if (Unsupported.Contains(keyword)) Wrong(pointer, $"the keyword '{keyword}' is not supported", "Say it with additionalProperties, items or $ref.");
        else Wrong(pointer, $"there is no keyword '{keyword}'", Suggestions.Nearest(keyword, Judged) is { } near ? $"did you mean '{near}'?" : "Keywords of your own begin with x-.");
    }

    public void Wrong(string pointer, string problem, string remedy)
    {
        _failed = true;
        _diagnostics.Add(ValidationMessages.BadJsonSchema, _placeOf(pointer), pointer.Length == 0 ? "its start" : pointer, problem, remedy);
    }

    public static string Join(string pointer, string key) => $"{pointer}/{key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
