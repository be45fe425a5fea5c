using System.Text.Json;
using DataMigration.Connectors;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

public sealed class JsonTargetTests : IDisposable
{
    private static readonly RecordSchema Nested = new([new("id", DataType.Integer), new("address.city", DataType.Text), new("note", DataType.Text), new("address.geo.lat", DataType.Decimal(6, 2)), new("tags", DataType.Json)]);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private JsonlTarget Lines(JsonNulls nulls = JsonNulls.Write, bool nest = true) => new(new JsonlTargetOptions { Path = _folder.At("out.jsonl"), Nulls = nulls, Nest = nest }, TestFolder.Context);

    private JsonTarget Array(int indent = 0, JsonNulls nulls = JsonNulls.Write, long? maxRows = null) =>
        new(new JsonTargetOptions { Path = _folder.At(maxRows is null ? "out.json" : "out-{n}.json"), Indent = indent, Nulls = nulls, MaxRows = maxRows }, TestFolder.Context);

    private async Task<string> WriteAsync(ITarget target, RecordSchema schema, params object?[][] rows)
    {
        await using (var writer = await target.OpenAsync(new WriteRequest(schema, "run", "pipeline", false), default))
        {
            using var batch = Rows.Batch(schema, rows);
            var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
            result.Failures.Should().BeEmpty();
            await writer.CompleteAsync(default);
        }
        return File.ReadAllText(Path.Combine(_folder.Path, _folder.Content()[0]));
    }

    [Fact]
    public async Task Dots_make_objects() => (await WriteAsync(Lines(), Nested, [1L, "Bern", "x", (Int128)4695, "[1,\n 2]"], [2L, null, null, null, null])).Should().Be("""
        {"id":1,"address":{"city":"Bern","geo":{"lat":46.95}},"note":"x","tags":[1, 2]}
        {"id":2,"address":{"city":null,"geo":{"lat":null}},"note":null,"tags":null}

        """);

    [Fact]
    public async Task Dots_are_kept_when_asked() => (await WriteAsync(Lines(nest: false), Nested, [1L, "Bern", null, null, null])).Should().Be("""
        {"id":1,"address.city":"Bern","note":null,"address.geo.lat":null,"tags":null}

        """);

    [Fact]
    public async Task Null_can_be_left_out() => (await WriteAsync(Lines(JsonNulls.Omit), Nested, [null, null, "x", (Int128)5, null], [null, null, null, null, null], [1L, null, "y", null, "null"])).Should().Be("""
        {"address":{"geo":{"lat":0.05}},"note":"x"}
        {}
        {"id":1,"note":"y","tags":null}

        """);

    [Fact]
    public async Task An_array_can_be_indented() => (await WriteAsync(Array(2), Nested, [1L, "a", null, (Int128)1, "{\"k\":1}"], [2L, "b", "c", null, null])).Should().Be("""
        [
          {
            "id": 1,
            "address": {
              "city": "a",
              "geo": {
                "lat": 0.01
              }
            },
            "note": null,
            "tags": {"k":1}
          },
          {
            "id": 2,
            "address": {
              "city": "b",
              "geo": {
                "lat": null
              }
            },
            "note": "c",
            "tags": null
          }
        ]

        """);

    [Fact]
    public async Task An_array_has_a_row_a_line() =>
        (await WriteAsync(Array(nulls: JsonNulls.Omit), Nested, [1L, null, null, null, null], [2L, null, null, null, null])).Should().Be("[\n{\"id\":1},\n{\"id\":2}\n]\n");

    [Fact]
    public async Task Every_file_of_several_is_an_array_of_its_own()
    {
        await WriteAsync(Array(maxRows: 2), Nested, [1L, null, null, null, null], [2L, null, null, null, null], [3L, null, null, null, null]);
        var sizes = _folder.Content().Select(f => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.Path, f))).RootElement.GetArrayLength());
        sizes.Should().Equal(2, 1);
    }

    [Fact]
    public async Task Every_character_is_written_so_that_others_read_it()
    {
        var schema = new RecordSchema([new("a \"key\"\n", DataType.Text)]);
        string text = string.Concat(Enumerable.Range(0, 0x180).Select(i => (char)i)) + "\u2028 € 𝄞 </script>";
        string line = await WriteAsync(Lines(), schema, [text], [""]);
        line.Should().EndWith("\n").And.NotContain("\r");
        string[] lines = line.TrimEnd('\n').Split('\n');
        JsonDocument.Parse(lines[0]).RootElement.GetProperty("a \"key\"\n").GetString().Should().Be(text);
        JsonDocument.Parse(lines[1]).RootElement.GetProperty("a \"key\"\n").GetString().Should().BeEmpty();
    }

    [Fact]
    public async Task A_number_that_is_none_rejects_its_row()
    {
        var schema = new RecordSchema([new("n", DataType.Number)]);
        var target = Lines();
        await using var writer = await target.OpenAsync(new WriteRequest(schema, "run", "pipeline", false), default);
        using var batch = Rows.Batch(schema, [[1.5], [double.NaN], [double.NegativeInfinity], [1e300]]);
        var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, target.CreateEncoder(schema).Encode(batch, batch.Selection.Rows)), default);
        result.Failures.Select(f => $"{f.Row} {f.Rule.Code} {f.Message}").Should().Equal("1 unwritable n is no finite number, and JSON knows no other.", "2 unwritable n is no finite number, and JSON knows no other.");
        await writer.CompleteAsync(default);
        File.ReadAllText(_folder.At("out.jsonl").FullPath).Should().Be("{\"n\":1.5}\n{\"n\":1E+300}\n");
    }

    [Theory]
    [InlineData("address", "address.city", "the field 'address.city' cannot be written inside 'address', which is a field with a value of its own")]
    [InlineData("address.city.zip", "address.city", "the field 'address.city.zip' cannot be written inside 'address.city', which is a field with a value of its own")]
    public void A_field_cannot_lie_inside_another(string first, string second, string message)
    {
        var schema = new RecordSchema([new(first, DataType.Text), new(second, DataType.Text)]);
        var diagnostics = new DiagnosticBag();
        Lines().Validate(schema, diagnostics);
        diagnostics.Items.Should().ContainSingle().Which.Message.Should().Be(message);
        diagnostics = new DiagnosticBag();
        Lines(nest: false).Validate(schema, diagnostics);
        diagnostics.Items.Should().BeEmpty();
    }
}
