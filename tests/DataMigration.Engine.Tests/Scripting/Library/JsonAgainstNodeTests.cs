using DataMigration.Scripting.Library;
using DataMigration.Tests.Scripting.Equality;

namespace DataMigration.Tests.Scripting.Library;

/// <summary>JSON is read as Node.js reads it, and what is no JSON is refused as there.</summary>
public sealed class JsonAgainstNodeTests
{
    private static readonly string[] Texts =
    [
        "", " ", "1", " -0 ", "-0.5e-7", "01", "1.", ".5", "+1", "1e", "1e5", "1E+5", "1e400", "Infinity", "NaN", "true", "True", "tru", "null", "nullx", "\"\"", "\"a", "\"\\u00e9\\n\\/\"", "\"\\ud83d\"", "\"\\ude00x\"", "\"\\x41\"", "\"\\u12\"", "\"tab\there\"", "\"\ud83d\ude00\"",
        "'a'", "[]", "[1,2]", "[1,]", "[,1]", "[1 2]", "[[],[[]]]", "{}", "{\"a\":1}", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "{\"b\":1,\"a\":2,\"b\":3}", "{\"\":0}", "{\"a\\n\":1}", "[1]]", "1 1", "\u00a01", "\ufeff1", "[1\n,\t2\r]", "/*x*/1", "undefined",
    ];

    [SkippableFact]
    public void It_is_read_and_refused_alike()
    {
        using var node = NodeProcess.Start();
        string[] theirs = node.Map("JSON.parse(x)", Texts);
        var different = Texts.Select((text, i) => $"{text}: {Read(text)}, Node.js {theirs[i]}").Where((_, i) => Read(Texts[i]) != theirs[i]);
        string.Join("\n", different).Should().BeEmpty();
    }

    [Fact]
    public void Depth_is_bounded() => Read(new string('[', 100_000)).Should().Be("!SyntaxError");

    private static string Read(string text)
    {
        try
        {
            return JsonParsing<string, Writer>.Parse(text, new Writer());
        }
        catch (ScriptError e)
        {
            return "!" + e.Name;
        }
    }

    private readonly struct Writer : IJsonBuilder<string>
    {
        public string Null => "null";

        public string Of(bool value) => Notation.Of(value);

        public string Of(double value) => Notation.Of(value);

        public string Of(string value) => Notation.Of(value);

        public string List(IReadOnlyList<string> elements) => "[" + string.Join(',', elements) + "]";

        public string Object(IReadOnlyList<KeyValuePair<string, string>> members)
        {
            var last = new Dictionary<string, string>();
            foreach (var (name, value) in members) last[name] = value;
            return "{" + string.Join(',', last.Select(m => Notation.Of(m.Key)[1..^1] + ":" + m.Value)) + "}";
        }
    }
}
