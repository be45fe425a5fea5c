using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration.Syntax;

public sealed class YamlTreeReaderTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_node_knows_its_place_however_lines_end(string end)
    {
        var root = Read("a: 'q'\nlist:\n  - plain text\n  - { k: \"v\", n: [1, 2] }\nlast: x\n".Replace("\n", end, StringComparison.Ordinal));
        Places(root).Should().Equal(
            "a 1:1+1", "'q' 1:4+3", "list 2:1+4", "seq 3:3+12", "plain text 3:5+10", "map 4:5+21", "k 4:7+1", "'v' 4:10+3", "n 4:15+1", "seq 4:18+6", "1 4:19+1", "2 4:22+1", "last 5:1+4", "x 5:7+1");
    }

    [Fact]
    public void A_value_left_out_is_right_behind_its_key()
    {
        var mapping = (YamlMapping)Read("a:\nb:\n");
        mapping.Entries.Select(e => e.Value.Span.ToString()).Should().Equal("f.yaml:1:2", "f.yaml:2:2");
        mapping.Entries.Should().OnlyContain(e => CoreSchema.KindOf((YamlScalar)e.Value) == CoreKind.Null);
    }

    [Theory]
    [InlineData("s: a + b\n", "1:4", false)]
    [InlineData("s: \"a + b\"\n", "1:5", false)]
    [InlineData("s: |\n  var a;\n  return a;\n", "2:3", true)]
    [InlineData("s: |\r\n  var a;\r\n  return a;\r\n", "2:3", true)]
    [InlineData("s: |\n\n    x\n", "2:5", true)]
    [InlineData("s: |2\n    x\n", "2:3", true)]
    [InlineData("s: >\n   a +\n   b\n", "2:4", false)]
    [InlineData("a:\n  - s: |-\n      x\n", "3:7", true)]
    public void A_script_starts_where_its_text_does(string text, string place, bool isBlock)
    {
        var node = Read(text);
        while (node is not YamlScalar) node = node is YamlMapping mapping ? mapping.Entries[0].Value : ((YamlSequence)node).Items[0];
        var scalar = (YamlScalar)node;
        $"{scalar.TextSpan.Line}:{scalar.TextSpan.Column}".Should().Be(place);
        (scalar.Style == YamlStyle.Literal).Should().Be(isBlock);
    }

    [Theory]
    [InlineData("x", "Text")]
    [InlineData("007", "Integer")]
    [InlineData("0x1F", "Integer")]
    [InlineData("0o17", "Integer")]
    [InlineData("-1", "Integer")]
    [InlineData("1.5e3", "Number")]
    [InlineData(".5", "Number")]
    [InlineData("1.2.3", "Text")]
    [InlineData("1_000", "Text")]
    [InlineData("2024-01-01", "Text")]
    [InlineData("yes", "Text")]
    [InlineData("TRUE", "Boolean")]
    [InlineData("~", "Null")]
    [InlineData("NULL", "Null")]
    [InlineData("'1'", "Text")]
    [InlineData("\"true\"", "Text")]
    public void Plain_values_are_typed_by_the_core_schema(string text, string kind) => CoreSchema.KindOf((YamlScalar)Read(text)).ToString().Should().Be(kind);

    [Theory]
    [InlineData("0x10", 16L)]
    [InlineData("0o17", 15L)]
    [InlineData("+7", 7L)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("0xFFFFFFFFFFFFFFFF", null)]
    [InlineData("0o7777777777777777777777777", null)]
    public void Whole_numbers_have_64_bits(string text, long? value) => Numbers.Integer(text).Should().Be(value);

    private static YamlNode Read(string text)
    {
        var findings = new DiagnosticBag();
        var root = YamlTreeReader.Read(new SourceText(Path.GetFullPath("f.yaml"), text), findings);
        findings.Items.Should().BeEmpty();
        return root!;
    }

    private static IEnumerable<string> Places(YamlNode node) => node switch
    {
        YamlMapping mapping => mapping.Entries.SelectMany(e => Places(e.Key).Concat(Itself(e.Value, "map")).Concat(Places(e.Value))),
        YamlSequence sequence => sequence.Items.SelectMany(i => Itself(i, "map").Concat(Places(i))),
        YamlScalar { Style: YamlStyle.Quoted } scalar => [Place($"'{scalar.Text}'", scalar)],
        YamlScalar scalar => [Place(scalar.Text, scalar)],
        _ => [],
    };

    private static IEnumerable<string> Itself(YamlNode node, string name) => node switch
    {
        YamlMapping => [Place(name, node)],
        YamlSequence => [Place("seq", node)],
        _ => [],
    };

    private static string Place(string name, YamlNode node) => $"{name} {node.Span.Line}:{node.Span.Column}+{node.Span.Length}";
}
