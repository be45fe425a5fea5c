using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Tests.Configuration.Binding;

public sealed class BinderTests : IDisposable
{
    private readonly TestLoader _loader = new();

    public void Dispose() => _loader.Dispose();

    [Fact]
    public void What_is_not_said_is_the_default() => Bind("{}").Should().BeEquivalentTo(new EverythingOptions());

    [Fact]
    public void Every_kind_of_value_is_bound()
    {
        var options = Bind("""
            
                  text: 007
                  switch: False
                  small: 0x10
                  large: -9223372036854775808
                  number: 1e3
                  exact: 0.1
                  character: ;
                  word: fail
                  fields: [a.b, 2024]
                  scalar: 1.50
                  type: decimal( 12 , 2 )
                  threshold: 2.5 %
                  types: { z: date, a: text }
                  lists: { x: [1, 2], y: [] }
                  inner: [on, "", null_]
                  words: [reject, warning]
            """);
        options.Should().BeEquivalentTo(new { Text = "007", Switch = false, Small = 16, Large = long.MinValue, Number = 1000.0, Exact = 0.1m, Character = ';', Word = Severity.Fail });
        options.Fields.Select(f => f.Name).Should().Equal("a.b", "2024");
        options.Scalar!.Text.Should().Be("1.50");
        options.Type.Should().Be(DataType.Decimal(12, 2));
        options.Threshold!.Value.Percent.Should().Be(2.5m);
        options.Types.Should().Equal(new Dictionary<string, DataType> { ["z"] = DataType.Date, ["a"] = DataType.Text });
        options.Types!.Keys.Should().Equal("z", "a");
        options.Lists!["x"].Should().Equal(1, 2);
        options.Inner!.Names.Should().Equal("on", "", "null_");
        options.Words.Should().Equal(Severity.Reject, Severity.Warning);
    }

    [Fact]
    public void References_know_their_place()
    {
        var options = Bind("{ field: \"é\", connection: crm, path: a/../b.csv, script: \"1\" }");
        options.Field!.Span.Should().Match<DataMigration.Diagnostics.SourceSpan>(s => s.Line == 4 && s.Column == 26 && s.Length == 3);
        options.Connection!.Span.Column.Should().Be(43);
        options.Path.Should().Be(new FilePath("a/../b.csv", System.IO.Path.Combine(_loader.Folder, "b.csv"), options.Path!.Span));
        options.Script!.Should().Match<ScriptText>(s => s.Text == "1" && !s.IsBlock && s.Span.Column == 75);
    }

    [Theory]
    [InlineData("~", null)]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData("\"\"", "")]
    [InlineData("'null'", "null")]
    [InlineData("yes", "yes")]
    public void A_single_value_keeps_its_spelling_and_null_is_null(string written, string? text) => Bind($"{{ scalar: {written} }}").Scalar!.Text.Should().Be(text);

    [Theory]
    [InlineData("text: null", "DM1203 'text' must be text, not null")]
    [InlineData("text:", "DM1203 'text' must be text, not nothing")]
    [InlineData("text: [a]", "DM1203 'text' must be text, not a list")]
    [InlineData("switch: 'true'", "DM1203 'switch' must be true or false, not 'true'")]
    [InlineData("small: 1.5", "DM1203 'small' must be a whole number, not the number 1.5")]
    [InlineData("small: 101", "DM1206 'small' must be -5 to 100, not 101")]
    [InlineData("small: 99999999999999999999", "DM1206 'small' must be -5 to 100, not 99999999999999999999")]
    [InlineData("large: 9223372036854775808", "DM1206 'large' must be -9223372036854775808 to 9223372036854775807, not 9223372036854775808")]
    [InlineData("number: -0.5", "DM1206 'number' must be at least 0, not -0.5")]
    [InlineData("number: 1e999", "DM1206 'number' must be at least 0, not 1e999")]
    [InlineData("exact: 1e40", "DM1206 'exact' must be a number of at most 28 digits, not 1e40")]
    [InlineData("number: .inf", "DM1203 'number' must be a number, not '.inf'")]
    [InlineData("character: 😀", "DM1213 'character' must be one character, not '😀'")]
    [InlineData("character: ''", "DM1213 'character' must be one character, not ''")]
    [InlineData("word: Fail", "DM1204 'word' cannot be 'Fail'")]
    [InlineData("fields: []", "DM1207 'fields' needs at least one entry")]
    [InlineData("path: \"\\0\"", "DM1217 'path' is '\0', which is not a path")]
    [InlineData("type: decimal(2,3)", "DM1211 there is no type 'decimal(2,3)'")]
    [InlineData("threshold: 100.5%", "DM1212 'threshold' is '100.5%', which is neither a count nor a share")]
    [InlineData("threshold: 99999999999999999999", "DM1212 'threshold' is '99999999999999999999', which is neither a count nor a share")]
    [InlineData("lists: { x: [1, a] }", "DM1203 entry 2 of 'x' must be a whole number, not 'a'")]
    [InlineData("inner: { inner: { inner: 5 } }", "DM1203 'inner' must be a list, or a mapping of keys, not the number 5")]
    [InlineData("inner: { inner: [[a]] }", "DM1203 entry 1 of 'inner' must be text, not a list")]
    [InlineData("inner: { pasword: x }", "DM1201 there is no key 'pasword' in 'inner'")]
    public void A_wrong_value_is_one_finding(string option, string said)
    {
        string text = $"pipeline: p\nsources:\n  s:\n    everything:\n      {option}\ntargets: {{ t: {{ csv: {{ path: out.csv }} }} }}\n";
        _loader.Findings(text).Select(f => f[(f.IndexOf(' ') + 1)..]).Should().Equal(said);
    }

    private EverythingOptions Bind(string options) =>
        (EverythingOptions)_loader.Good($"pipeline: p\nsources:\n  s:\n    everything: {options}\ntargets: {{ t: {{ csv: {{ path: out.csv }} }} }}\n").Sources["s"].Source.Options!;
}
