using DataMigration.Configuration.Shapes;
using DataMigration.Data;
using DataMigration.Declarations;
using NJsonSchema;

namespace DataMigration.Configuration.Schema;

/// <summary>
/// Shapes → JSON Schema, draft 4: the one that editors complete by and that files are checked with. A node with a component has flat
/// properties, one a component, and beside them <c>oneOf</c> of <c>required</c>, so that an editor completes the options of the component at hand.
/// </summary>
internal sealed class SchemaBuilder
{
    /// <summary>How values with a syntax of their own look.</summary>
    public const string ThresholdPattern = "^[0-9]+$|^(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?) ?%$", DurationPattern = "^[0-9]{1,6}[smhd]$", DecimalPattern = "^decimal\\( *[0-9]+ *, *[0-9]+ *\\)$";

    private readonly JsonSchema _root;
    private readonly Dictionary<RecordShape, JsonSchema> _records = new(ReferenceEqualityComparer.Instance);

    private SchemaBuilder(JsonSchema root) => _root = root;

    public static JsonSchema Build(RecordShape shape, string title)
    {
        var root = new JsonSchema { Title = title };
        new SchemaBuilder(root).Keys(root, shape);
        return root;
    }

    /// <summary>A record's own keys and components, closed.</summary>
    private void Keys(JsonSchema schema, RecordShape shape)
    {
        schema.Type = JsonObjectType.Object;
        schema.AllowAdditionalProperties = false;
        foreach (var key in shape.Keys)
        {
            var property = new JsonSchemaProperty { Description = KeyTexts.Describe(key), Default = KeyTexts.Json(key.Default) };
            schema.Properties.Add(key.Name, property);
            Fill(property, key.Shape, key.Option);
            if (key.IsRequired) schema.RequiredProperties.Add(key.Name);
        }
        if (shape.Slot is not { } slot) return;
        foreach (var (name, component) in slot.Components)
        {
            var property = new JsonSchemaProperty { Description = KeyTexts.Describe(component.Component) };
            schema.Properties.Add(name, property);
            Fill(property, component.Options, null);
            var only = new JsonSchema();
            only.RequiredProperties.Add(name);
            schema.OneOf.Add(only);
        }
    }

    private void Fill(JsonSchema schema, Shape shape, OptionAttribute? option)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                Fill(schema, scalar, option);
                break;
            case ListShape list:
                schema.Type = JsonObjectType.Array;
                schema.Item = new JsonSchema();
                schema.MinItems = option?.MinItems ?? 0;
                Fill(schema.Item, list.Item, option);
                break;
            case DictionaryShape dictionary:
                schema.Type = JsonObjectType.Object;
                schema.AdditionalPropertiesSchema = new JsonSchema();
                schema.MinProperties = option?.MinItems ?? 0;
                Fill(schema.AdditionalPropertiesSchema, dictionary.Value, option);
                break;
            case FreeShape:
                schema.Type = JsonObjectType.Object;
                break;
            case RecordShape { Type: null } nothing:
                Keys(schema, nothing);
                break;
            case RecordShape record:
                schema.Reference = Record(record);
                break;
        }
    }

    /// <summary>A record's definition, shared by all places that take it.</summary>
    private JsonSchema Record(RecordShape shape)
    {
        if (_records.TryGetValue(shape, out var known)) return known;
        var schema = new JsonSchema();
        _records.Add(shape, schema);
        _root.Definitions.Add(Name(shape.Type!), schema);
        if (shape.IsAlwaysShort) Fill(schema, shape.Shorthand!.Shape, shape.Shorthand.Option);
        else if (shape.Shorthand is { } key) Either(schema, shape, s => Fill(s, key.Shape, key.Option));
        else if (shape.TakesBareName) Either(schema, shape, s => BareNames(s, shape));
        else Keys(schema, shape);
        return schema;
    }

    /// <summary>In this order; the finding about such a node is made of the branch that its form chooses.</summary>
    private void Either(JsonSchema schema, RecordShape shape, Action<JsonSchema> brief)
    {
        JsonSchema full = new(), other = new();
        Keys(full, shape);
        brief(other);
        schema.AnyOf.Add(full);
        schema.AnyOf.Add(other);
    }

    private static void BareNames(JsonSchema schema, RecordShape shape)
    {
        schema.Type = JsonObjectType.String;
        foreach (var (name, component) in shape.Slot!.Components)
            if (component.Options.Keys.All(k => !k.IsRequired)) schema.Enumeration.Add(name);
    }

    private static void Fill(JsonSchema schema, ScalarShape shape, OptionAttribute? option)
    {
        const JsonObjectType any = JsonObjectType.String | JsonObjectType.Number | JsonObjectType.Boolean;
        schema.Type = shape.Kind switch
        {
            ScalarKind.Integer => JsonObjectType.Integer,
            ScalarKind.Number => JsonObjectType.Number,
            ScalarKind.Boolean => JsonObjectType.Boolean,
            ScalarKind.Word or ScalarKind.Type or ScalarKind.Threshold or ScalarKind.Duration => JsonObjectType.String,
            ScalarKind.Scalar => any | JsonObjectType.Null,
            _ => any,
        };
        schema.Pattern = option?.Pattern;
        if (shape.Kind is ScalarKind.Integer or ScalarKind.Number) Limit(schema, option);
        switch (shape.Kind)
        {
            case ScalarKind.Word:
                foreach (string word in shape.Words.Keys) schema.Enumeration.Add(word);
                if (!shape.Words.ContainsKey("null")) break;
                // Unquoted, YAML reads the word as its null.
                schema.Type |= JsonObjectType.Null;
                schema.Enumeration.Add(null);
                break;
            case ScalarKind.Character:
                schema.MinLength = schema.MaxLength = 1;
                break;
            case ScalarKind.Threshold:
                schema.Type |= JsonObjectType.Integer;
                schema.Pattern = ThresholdPattern;
                break;
            case ScalarKind.Duration:
                schema.Pattern = DurationPattern;
                break;
            case ScalarKind.Type:
                var named = new JsonSchema();
                foreach (string name in DataType.Named.Keys) named.Enumeration.Add(name);
                schema.AnyOf.Add(named);
                schema.AnyOf.Add(new JsonSchema { Pattern = DecimalPattern });
                break;
        }
    }

    private static void Limit(JsonSchema schema, OptionAttribute? option)
    {
        if (option is null) return;
        if (!double.IsNaN(option.Minimum)) schema.Minimum = (decimal)option.Minimum;
        if (!double.IsNaN(option.Maximum)) schema.Maximum = (decimal)option.Maximum;
    }

    private string Name(Type type)
    {
        string bare = type.Name;
        foreach (string ending in (string[])["Definition", "Options"])
            if (bare.EndsWith(ending, StringComparison.Ordinal)) bare = bare[..^ending.Length];
        string name = ScalarShape.SnakeCase(bare);
        while (_root.Definitions.ContainsKey(name)) name += "_";
        return name;
    }
}
