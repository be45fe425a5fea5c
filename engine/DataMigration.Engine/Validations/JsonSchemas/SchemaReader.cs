using System.Globalization;
using System.Text.Json;
using DataMigration.Functions;

namespace DataMigration.Validations.JsonSchemas;

/// <summary>Reads the keywords of one schema.</summary>
internal sealed class SchemaReader(SchemaCompiler compiler, JsonElement schema, string pointer, SchemaNode node)
{
    public void Read()
    {
        foreach (var property in schema.EnumerateObject()) compiler.CheckKeyword(property.Name, At(property.Name));
        if (Get("$ref", JsonValueKind.String) is { } target && compiler.Reference(target.GetString()!, At("$ref")) is { } referred) Add(new ReferenceKeyword(referred));
        ReadValue();
        ReadSizes();
        ReadObject();
        ReadArray();
        ReadCombinations();
    }

    private void ReadValue()
    {
        if (schema.TryGetProperty("type", out var type)) ReadType(type);
        if (Get("enum", JsonValueKind.Array) is { } values)
        {
            if (values.GetArrayLength() == 0) Wrong("enum", "it lists no value, so that none could be right", "List the values, or drop `enum`.");
            else Add(new EnumKeyword([.. values.EnumerateArray()]));
        }
        if (schema.TryGetProperty("const", out var constant)) Add(new EnumKeyword([constant]));
        ReadBound("minimum", "exclusiveMinimum", true);
        ReadBound("maximum", "exclusiveMaximum", false);
        if (Get("multipleOf", JsonValueKind.Number) is { } factor)
        {
            if (JsonNumber.Of(factor).CompareTo(default) <= 0) Wrong("multipleOf", "it must be more than 0", "Write a positive number.");
            else Add(new MultipleOfKeyword(factor));
        }
        if (Get("pattern", JsonValueKind.String) is { } text && compiler.Pattern(text.GetString()!, At("pattern")) is { } pattern) Add(new PatternKeyword(pattern, text.GetString()!));
        if (Get("format", JsonValueKind.String) is { } format && FormatKeyword.Judged.Contains(format.GetString())) Add(new FormatKeyword(format.GetString()!));
    }

    private void ReadType(JsonElement type)
    {
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToList() : [type];
        var wrong = names.FirstOrDefault(n => n.ValueKind != JsonValueKind.String || !TypeKeyword.Names.Contains(n.GetString()));
        if (names.Count == 0) Wrong("type", "it names no type", "Name one, or drop `type`.");
        else if (wrong.ValueKind != JsonValueKind.Undefined) Wrong("type", $"{wrong.GetRawText()} is no type", $"JSON's types are {string.Join(", ", TypeKeyword.Names)}; the null type is written \"null\", in quotes.");
        else Add(new TypeKeyword([.. names.Select(n => n.GetString()!)]));
    }

    /// <summary>Draft 4 has <c>exclusiveMinimum: true</c> beside <c>minimum</c>; later ones a number.</summary>
    private void ReadBound(string key, string exclusive, bool isMinimum)
    {
        bool flag = schema.TryGetProperty(exclusive, out var other) && other.ValueKind is JsonValueKind.True;
        if (other.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False) && Get(exclusive, JsonValueKind.Number) is { } bound) Add(new RangeKeyword(bound, isMinimum, true));
        if (Get(key, JsonValueKind.Number) is { } plain) Add(new RangeKeyword(plain, isMinimum, flag));
        else if (flag) Wrong(exclusive, $"true means something beside `{key}` only", $"Write `{exclusive}` as a number.");
    }

    private void ReadSizes()
    {
        foreach (var (name, kind) in new[] { ("Length", JsonValueKind.String), ("Items", JsonValueKind.Array), ("Properties", JsonValueKind.Object) })
        {
            if (Count("min" + name) is { } least) Add(new SizeKeyword(kind, least, true));
            if (Count("max" + name) is { } most) Add(new SizeKeyword(kind, most, false));
        }
    }

    private void ReadObject()
    {
        var properties = Schemas("properties");
        var patterns = new List<(TextPattern, SchemaNode)>();
        foreach (var (text, own) in Schemas("patternProperties"))
            if (compiler.Pattern(text, SchemaCompiler.Join(At("patternProperties"), text)) is { } pattern) patterns.Add((pattern, own));
        var additional = Schema("additionalProperties");
        if (properties.Count + patterns.Count > 0 || additional is not null) Add(new PropertiesKeyword(properties, patterns, additional));
        // Draft 3 had `required: true` at the property itself, a common slip still.
        if (Get("required", JsonValueKind.Array) is { } required && Texts(required, "required") is { } names) Add(new RequiredKeyword(names));
        if (Schema("propertyNames") is { } nameSchema) Add(new PropertyNamesKeyword(nameSchema));
        foreach (string key in (string[])["dependencies", "dependentRequired", "dependentSchemas"])
        {
            if (Get(key, JsonValueKind.Object) is not { } dependencies) continue;
            foreach (var property in dependencies.EnumerateObject())
            {
                string place = SchemaCompiler.Join(At(key), property.Name);
                if (property.Value.ValueKind == JsonValueKind.Array) Add(new DependencyKeyword(property.Name, Texts(property.Value, key) ?? [], null));
                else Add(new DependencyKeyword(property.Name, [], compiler.Schema(property.Value, place)));
            }
        }
    }

    private void ReadArray()
    {
        bool isList = schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array;
        var first = isList ? List("items") : List("prefixItems");
        var others = isList ? Schema("additionalItems") : Schema("items");
        if (first.Count > 0 || others is not null) Add(new ItemsKeyword(first, others));
        if (Schema("contains") is { } contained) Add(new ContainsKeyword(contained, Count("minContains") ?? 1, Count("maxContains")));
        if (schema.TryGetProperty("uniqueItems", out var unique))
        {
            if (unique.ValueKind == JsonValueKind.True) Add(new UniqueItemsKeyword());
            else if (unique.ValueKind != JsonValueKind.False) Wrong("uniqueItems", "it must be true or false", "Write true or false.");
        }
    }

    private void ReadCombinations()
    {
        if (List("allOf") is { Count: > 0 } all) Add(new AllOfKeyword(all));
        if (List("anyOf") is { Count: > 0 } any) Add(new AnyOfKeyword(any, false));
        if (List("oneOf") is { Count: > 0 } one) Add(new AnyOfKeyword(one, true));
        if (Schema("not") is { } not) Add(new NotKeyword(not));
        if (Schema("if") is { } condition) Add(new IfKeyword(condition, Schema("then"), Schema("else")));
        foreach (string key in (string[])["definitions", "$defs"]) Schemas(key);
    }

    private void Add(ISchemaKeyword keyword) => node.Keywords.Add(keyword);

    private string At(string key) => SchemaCompiler.Join(pointer, key);

    private void Wrong(string key, string problem, string remedy) => compiler.Wrong(At(key), problem, remedy);

    private JsonElement? Get(string key, JsonValueKind kind)
    {
        if (!schema.TryGetProperty(key, out var value)) return null;
        if (value.ValueKind == kind) return value;
        Wrong(key, $"it must be {kind switch { JsonValueKind.Array => "a list", JsonValueKind.Object => "a mapping", JsonValueKind.Number => "a number", _ => "text" }}, not {value.ValueKind.ToString().ToLowerInvariant()}",
            kind == JsonValueKind.Array && key == "required" ? "List the names of required keys beside `properties`." : "Write it so.");
        return null;
    }

    private int? Count(string key)
    {
        if (Get(key, JsonValueKind.Number) is not { } value) return null;
        var number = JsonNumber.Of(value);
        if (number.IsInteger && number.CompareTo(default) >= 0)
            return value.TryGetDouble(out double count) && count < int.MaxValue ? (int)count : int.MaxValue;
        Wrong(key, "it must be a whole number, 0 or more", "Write it so.");
        return null;
    }

    private SchemaNode? Schema(string key) => schema.TryGetProperty(key, out var value) ? compiler.Schema(value, At(key)) : null;

    private Dictionary<string, SchemaNode> Schemas(string key)
    {
        var schemas = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        if (Get(key, JsonValueKind.Object) is { } value)
            foreach (var property in value.EnumerateObject()) schemas[property.Name] = compiler.Schema(property.Value, SchemaCompiler.Join(At(key), property.Name));
        return schemas;
    }

    private List<SchemaNode> List(string key)
    {
        if (Get(key, JsonValueKind.Array) is not { } value) return [];
        if (value.GetArrayLength() == 0 && key != "prefixItems" && key != "items") Wrong(key, "it lists no schema", "List one at least, or drop it.");
        return [.. value.EnumerateArray().Select((item, i) => compiler.Schema(item, SchemaCompiler.Join(At(key), i.ToString(CultureInfo.InvariantCulture))))];
    }

    private List<string>? Texts(JsonElement list, string key)
    {
        if (list.EnumerateArray().All(n => n.ValueKind == JsonValueKind.String)) return [.. list.EnumerateArray().Select(n => n.GetString()!)];
        Wrong(key, "it must list names of keys, as text", "Write `[id, name]`.");
        return null;
    }
}
