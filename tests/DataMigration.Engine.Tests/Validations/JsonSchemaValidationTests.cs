using System.Diagnostics;
using System.Text.Json;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class JsonSchemaValidationTests
{
    [Theory]
    [InlineData("""{"type": "string"}""", "\"a\"", null)]
    [InlineData("""{"type": "string"}""", "1", "it must be string, not number")]
    [InlineData("""{"type": "integer"}""", "1.0", null)]
    [InlineData("""{"type": "integer"}""", "1.5", "it must be integer, not number")]
    [InlineData("""{"type": "integer"}""", "1e400", null)]
    [InlineData("""{"type": ["null", "boolean"]}""", "[]", "it must be null or boolean, not array")]
    [InlineData("""{"enum": [1, "a", {"b": [1.0]}]}""", "{\"b\":[1]}", null)]
    [InlineData("""{"enum": [1, "a"]}""", "\"1\"", "it must be one of 1, \"a\"")]
    [InlineData("""{"const": {"a": 1, "b": 2}}""", "{\"b\":2,\"a\":1.0}", null)]
    [InlineData("""{"const": false}""", "0", "it must be false")]
    [InlineData("""{"minimum": 1.1}""", "1.10", null)]
    [InlineData("""{"minimum": 9007199254740993}""", "9007199254740992", "it must be at least 9007199254740993")]
    [InlineData("""{"exclusiveMinimum": 5}""", "5", "it must be more than 5")]
    [InlineData("""{"minimum": 5, "exclusiveMinimum": true}""", "5.0", "it must be more than 5")]
    [InlineData("""{"minimum": 5, "exclusiveMinimum": false}""", "5", null)]
    [InlineData("""{"maximum": -1e-3}""", "0", "it must be at most -1e-3")]
    [InlineData("""{"exclusiveMaximum": 1e999999999}""", "1e500", null)]
    [InlineData("""{"multipleOf": 0.01}""", "19.99", null)]
    [InlineData("""{"multipleOf": 0.01}""", "19.999", "it must be a multiple of 0.01")]
    [InlineData("""{"multipleOf": 3}""", "0", null)]
    [InlineData("""{"minLength": 2}""", "\"😀\"", "it must have at least 2 characters, not 1")]
    [InlineData("""{"maxLength": 1}""", "\"\\ud83d\\ude00\"", null)]
    [InlineData("""{"pattern": "^a+$"}""", "\"aab\"", "it must match '^a+$'")]
    [InlineData("""{"pattern": "b"}""", "\"abc\"", null)]
    [InlineData("""{"format": "date"}""", "\"2023-02-29\"", "it must be a date")]
    [InlineData("""{"format": "date-time"}""", "\"2023-02-28T10:00:00Z\"", null)]
    [InlineData("""{"format": "date-time"}""", "\"2023-02-28T10:00:00\"", "it must be a date-time")]
    [InlineData("""{"format": "time"}""", "\"10:00:00+01:00\"", null)]
    [InlineData("""{"format": "uuid"}""", "\"x\"", "it must be a uuid")]
    [InlineData("""{"format": "hostname"}""", "\"-\"", null)]
    [InlineData("""{"required": ["a", "b"]}""", "{\"a\":1}", "it must have the key 'b'")]
    [InlineData("""{"required": ["a"]}""", "[]", null)]
    [InlineData("""{"properties": {"a": {"properties": {"b": {"type": "number"}}}}}""", "{\"a\":{\"b\":\"\"}}", "/a/b must be number, not string")]
    [InlineData("""{"properties": {"a/b~": false}}""", "{\"a/b~\":1}", "/a~1b~0 nothing may stand here")]
    [InlineData("""{"properties": {"a": {}}, "additionalProperties": false}""", "{\"a\":1,\"b\":2}", "it must not have the key 'b'")]
    [InlineData("""{"patternProperties": {"^x": {"type": "string"}}, "additionalProperties": {"type": "number"}}""", "{\"x1\":\"\",\"y\":1}", null)]
    [InlineData("""{"patternProperties": {"^x": {"type": "string"}}, "additionalProperties": {"type": "number"}}""", "{\"x1\":1,\"y\":\"\"}", "/x1 must be string, not number; /y must be number, not string")]
    [InlineData("""{"propertyNames": {"maxLength": 2}}""", "{\"abc\":1}", "it must not have a key such as 'abc'")]
    [InlineData("""{"minProperties": 1}""", "{}", "it must have at least 1 key, not 0")]
    [InlineData("""{"dependentRequired": {"card": ["address"]}}""", "{\"card\":1}", "it must have the key 'address', because it has 'card'")]
    [InlineData("""{"dependencies": {"card": {"required": ["address"]}}}""", "{\"card\":1}", "it must have the key 'address'")]
    [InlineData("""{"items": {"type": "number"}}""", "[1,\"a\"]", "/1 must be number, not string")]
    [InlineData("""{"items": [{"type": "number"}], "additionalItems": false}""", "[1,2]", "it must have at most 1 entries, not 2")]
    [InlineData("""{"prefixItems": [{"type": "number"}], "items": {"type": "string"}}""", "[1,\"a\",2]", "/2 must be string, not number")]
    [InlineData("""{"maxItems": 1}""", "[1,2]", "it must have at most 1 entry, not 2")]
    [InlineData("""{"uniqueItems": true}""", "[1,{\"a\":1,\"b\":2},{\"b\":2,\"a\":1.0}]", "it must have every entry once, and entry 2 stands twice")]
    [InlineData("""{"uniqueItems": true}""", "[\"1\",1,true,null,[1],[[1]]]", null)]
    [InlineData("""{"contains": {"const": 1}}""", "[2]", "it must have at least 1 entry as `contains` says, not 0")]
    [InlineData("""{"contains": {"const": 1}, "minContains": 0, "maxContains": 1}""", "[1,1]", "it must have at most 1 entry as `contains` says, not 2")]
    [InlineData("""{"allOf": [{"minimum": 1}, {"maximum": 2}]}""", "3", "it must be at most 2")]
    [InlineData("""{"anyOf": [{"type": "string"}, {"minimum": 5}]}""", "3", "it must be as one of the 2 alternatives of `anyOf` says")]
    [InlineData("""{"oneOf": [{"type": "number"}, {"minimum": 5}]}""", "6", "it must be as exactly one of the alternatives of `oneOf` says, not 2")]
    [InlineData("""{"not": {"type": "string"}}""", "\"\"", "it must not be as `not` says")]
    [InlineData("""{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}""", "{\"a\":1}", "it must have the key 'b'")]
    [InlineData("""{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}""", "{}", "it must have the key 'c'")]
    [InlineData("""{"$defs": {"n": {"type": "object", "properties": {"next": {"$ref": "#/$defs/n"}}}}, "$ref": "#/$defs/n"}""", "{\"next\":{\"next\":1}}", "/next/next must be object, not number")]
    [InlineData("""{"items": {"$ref": "#"}, "type": "array"}""", "[[],[[1]]]", "/1/0/0 must be array, not number")]
    [InlineData("""{"properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}, "d": {"type": "string"}}}""", "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}",
        "/a must be string, not number; /b must be string, not number; /c must be string, not number; and 1 more")]
    public void A_value_is_as_the_schema_says(string schema, string value, string? finding) =>
        Findings(Of(schema), "json", value).Should().Equal(finding is null ? [] : [$"0: x breaks its JSON Schema: {finding}."]);

    [Theory]
    [InlineData("{", "0: x is not JSON (line 1, byte 2).")]
    [InlineData("", "0: x is not JSON (line 1, byte 1).")]
    [InlineData("1 2", "0: x is not JSON: something follows the value.")]
    [InlineData("\"\\ud83d\"", "0: x has text with half a character (a lone surrogate).")]
    public void Text_that_is_no_json_breaks_the_rule(string value, string finding) =>
        Findings(Of("""{"minLength": 1}"""), "text", value).Should().Equal(finding);

    [Fact]
    public void Null_passes() => Findings(Of("false"), "json", (string?)null).Should().BeEmpty();

    [Theory]
    [InlineData("""{"requried": []}""", "/requried", "there is no keyword 'requried'", "did you mean 'required'?")]
    [InlineData("""{"type": "int"}""", "/type", "\"int\" is no type", "JSON's types are null, boolean, object, array, number, string, integer; the null type is written \"null\", in quotes.")]
    [InlineData("""{"properties": {"a": {"required": true}}}""", "/properties/a/required", "it must be a list, not true", "List the names of required keys beside `properties`.")]
    [InlineData("""{"$ref": "other.json"}""", "/$ref", "it refers to 'other.json', which is outside of the schema", "Copy that part into `$defs` and refer to it as '#/$defs/…': nothing is fetched.")]
    [InlineData("""{"$ref": "#/$defs/x"}""", "/$ref", "it refers to '#/$defs/x', which does not exist", "Mend the reference, or add the part under `$defs`.")]
    [InlineData("""{"minLength": 1.5}""", "/minLength", "it must be a whole number, 0 or more", "Write it so.")]
    [InlineData("""{"enum": []}""", "/enum", "it lists no value, so that none could be right", "List the values, or drop `enum`.")]
    [InlineData("""{"multipleOf": 0}""", "/multipleOf", "it must be more than 0", "Write a positive number.")]
    [InlineData("""{"unevaluatedItems": false}""", "/unevaluatedItems", "the keyword 'unevaluatedItems' is not supported", "Say it with additionalProperties, items or $ref.")]
    [InlineData("""{"allOf": [3]}""", "/allOf/0", "a schema is a mapping, or true or false", "Write keywords such as `type: string` below it.")]
    [InlineData("""{"exclusiveMinimum": true}""", "/exclusiveMinimum", "true means something beside `minimum` only", "Write `exclusiveMinimum` as a number.")]
    public void A_wrong_schema_is_refused_at_its_place(string schema, string place, string problem, string remedy)
    {
        var finding = Refused(schema).Should().ContainSingle().Subject;
        finding.Code.Should().Be("DM2216");
        finding.Message.Should().Be($"the JSON Schema is wrong at {place}: {problem}");
        finding.Remedy.Should().Be(remedy);
    }

    [Fact]
    public void A_pattern_that_needs_backtracking_is_refused() =>
        Refused("""{"pattern": "(a)\\1"}""").Should().ContainSingle().Which.Message.Should().Contain("which needs backtracking");

    [Theory]
    [InlineData("""{"$ref": "#"}""")]
    [InlineData("""{"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}""")]
    [InlineData("""{"$defs": {"a": {"not": {"$ref": "#/$defs/b"}}, "b": {"not": {"$ref": "#/$defs/a"}}}, "$ref": "#/$defs/a"}""")]
    public void A_schema_that_never_ends_is_stopped(string schema) =>
        OnLargeStack(() => Findings(Of(schema), "json", "1").Should().Equal("0: x cannot be judged by its JSON Schema: the schema takes too many steps on it."));

    [Fact]
    public void A_schema_that_explodes_is_stopped()
    {
        string defs = string.Join(", ", Enumerable.Range(0, 60).Select(i => $$"""
            "d{{i}}": {"allOf": [{"$ref": "#/$defs/d{{i + 1}}"}, {"$ref": "#/$defs/d{{i + 1}}"}]}
            """));
        var clock = Stopwatch.StartNew();
        string schema = $$"""{"$ref": "#/$defs/d0", "$defs": { "d60": {}, {{defs}} } }""";
        OnLargeStack(() => Findings(Of(schema), "json", "1").Should().ContainSingle().Which.Should().Contain("too many steps"));
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_deep_value_by_a_schema_of_itself_is_judged() =>
        OnLargeStack(() => Findings(Of("""{"items": {"$ref": "#"}}"""), "text", new string('[', 250) + new string(']', 250), new string('[', 300) + new string(']', 300))
            .Should().ContainSingle().Which.Should().StartWith("1: x is not JSON"));

    /// <summary>As workers have one.</summary>
    private static void OnLargeStack(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() => { try { action(); } catch (Exception e) { thrown = e; } }, 64 << 20);
        thread.Start();
        thread.Join();
        if (thrown is not null) throw thrown;
    }

    private static IReadOnlyList<Diagnostic> Refused(string schema)
    {
        JsonDocument.Parse(schema).Dispose();
        var diagnostics = new DiagnosticBag();
        Of(schema).Compile(Context(Schema("x:json"), diagnostics)).Should().BeNull();
        return diagnostics.Items;
    }

    private static JsonSchemaValidation Of(string schema) =>
        new(new JsonSchemaOptions { Field = Field("x"), Schema = new InlineJson(schema, new SourceSpan("p.yaml", 1, 1, 1), new Dictionary<string, SourceSpan>()) });
}
