using System.Text.Json;
using DataMigration.Configuration.Binding;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration.Binding;

public sealed class InlineJsonWriterTests
{
    [Theory]
    [InlineData("{ a: 1, b: -2, c: 007, d: 0x1F, e: 0o17, f: +3 }", """{"a":1,"b":-2,"c":7,"d":31,"e":15,"f":3}""")]
    [InlineData("{ a: 1.50, b: +.5, c: -5., d: 00.5, e: 1e5, f: 12345678901234567890123456789, g: 5.e2 }", """{"a":1.50,"b":0.5,"c":-5,"d":0.5,"e":1e5,"f":12345678901234567890123456789,"g":5e2}""")]
    [InlineData("{ a: ~, b: null, c: , d: true, e: FALSE, f: yes }", """{"a":null,"b":null,"c":null,"d":true,"e":false,"f":"yes"}""")]
    [InlineData("{ a: \"1\", b: 'true', c: é😀, d: \"\\\"\\n\" }", """{"a":"1","b":"true","c":"é😀","d":"\"\n"}""")]
    [InlineData("a:\n  - x\n  - { b: [] }\n  - - 1\n", """{"a":["x",{"b":[]},[1]]}""")]
    public void A_mapping_becomes_json(string yaml, string json)
    {
        var written = InlineJsonWriter.Write(Read(yaml)).Text;
        JsonElement.DeepEquals(JsonElement.Parse(written), JsonElement.Parse(json)).Should().BeTrue(written);
        // The writer may escape characters; digits stand as they are written.
        if (json.All(char.IsAscii)) written.Should().Be(json);
    }

    [Fact]
    public void Every_value_knows_its_place()
    {
        var places = InlineJsonWriter.Write(Read("a:\n  b/c: [x, yy]\n  d~: 1\n")).Places;
        places.Keys.Should().BeEquivalentTo(["", "/a", "/a/b~1c", "/a/b~1c/0", "/a/b~1c/1", "/a/d~0"]);
        (places["/a/b~1c"].Line, places["/a/b~1c"].Column, places["/a/b~1c"].Length).Should().Be((2, 3, 3));
        (places["/a/b~1c/1"].Line, places["/a/b~1c/1"].Column, places["/a/b~1c/1"].Length).Should().Be((2, 12, 2));
    }

    private static YamlNode Read(string yaml)
    {
        var findings = new DiagnosticBag();
        var node = YamlTreeReader.Read(new SourceText(Path.GetFullPath("f.yaml"), yaml), findings);
        findings.Items.Should().BeEmpty();
        return node!;
    }
}
