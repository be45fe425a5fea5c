using System.Text;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

public sealed class JsonArraySourceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<JsonReading> ReadAsync(string text, string pointer = "", int blockSize = 1 << 18) =>
        JsonReading.ArrayAsync(new JsonSourceOptions { Path = _folder.Write("rows.json", text), Pointer = pointer }, blockSize);

    private async Task<string> FailureAsync(string text, string pointer = "", int blockSize = 1 << 18)
    {
        var reading = () => ReadAsync(text, pointer, blockSize);
        var diagnostic = (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
        return $"{diagnostic.Code}: {diagnostic.Message}";
    }

    [Fact]
    public async Task Elements_are_rows_with_their_places()
    {
        var read = await ReadAsync("\uFEFF[\n  {\"a\": 1},\n\n  {\n    \"a\": {\"b\": [1,\n 2]}\n  }\n, {\"a\": 1, \"a\": 2}]\n \n");
        read.Fields.Should().Be("a json");
        read.Rows.Select(r => r[0]).Should().Equal(["1", "{\"b\": [1,\n 2]}", null]);
        read.Origins.Should().Equal((2, 7), (4, 20), (8, 52));
        read.Failures.Should().Equal("malformed 8+52  '': The key 'a' comes twice (byte 10 of the record).");
        read.Rejects.Should().Be("{\"a\":1,\"a\":2}\n");
    }

    [Theory]
    [InlineData("", "[{\"v\":1}]")]
    [InlineData("/data/items", "{\"x\":{\"items\":[2]},\"data\":{\"other\":[{}],\"items\":[{\"v\":1}],\"more\":{\"items\":3}},\"data2\":[]}")]
    [InlineData("/1/a~1b", "[[{\"v\":0}],{\"a/b\":[{\"v\":1}]},7]")]
    [InlineData("/m~0n/0", "{\"m~n\":[[{\"v\":1}],[{\"v\":2}]]}")]
    [InlineData("/", "{\"\":[{\"v\":1}]}")]
    [InlineData("/\u00e9", "{\"\\u00e9\":[{\"v\":1}]}")]
    [InlineData("/a/b", "{\"c\":{\"b\":[0]},\"a\":{\"b\":[{\"v\":1}]},\"z\":{\"b\":[5]}}")]
    public async Task A_pointer_leads_to_the_array(string pointer, string text)
    {
        foreach (int blockSize in new[] { 256, 1 << 18 })
        {
            var read = await ReadAsync(text, pointer, blockSize);
            read.Rows.Should().ContainSingle().Which.Should().Equal("1");
            read.Failures.Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData("{\"data\":{}}", "/data/items", "DM3310: 'rows.json' holds nothing at '/data/items'")]
    [InlineData("{\"data\":{},\"c\":{\"items\":[]}}", "/data/items", "DM3310: 'rows.json' holds nothing at '/data/items'")]
    [InlineData("[[1]]", "/01", "DM3310: 'rows.json' holds nothing at '/01'")]
    [InlineData("{\"data\":\n {\"items\": 5}}", "/data/items", "DM3311: 'rows.json' holds a number at '/data/items' on line 2 (byte 20), and an array is wanted")]
    [InlineData("{\"a\":1}\n{\"a\":2}", "", "DM3311: 'rows.json' holds an object as a whole on line 1 (byte 0), and an array is wanted")]
    public async Task A_pointer_that_leads_nowhere_is_an_error(string text, string pointer, string expected) => (await FailureAsync(text, pointer)).Should().Be(expected);

    [Theory]
    [InlineData("", "on line 1, column 1 (byte 0)")]
    [InlineData("[{\"a\":1}", "on line 1, column 9 (byte 8)")]
    [InlineData("[{\"a\":1},\n{\"a\":oops}]", "on line 2, column 6 (byte 15)")]
    [InlineData("[{\"a\":1}]\n\n x", "on line 3, column 2 (byte 12)")]
    [InlineData("[{\"a\":1}][]", "on line 1, column 10 (byte 9)")]
    [InlineData("[{\"a\":1},]", "on line 1, column 10 (byte 9)")]
    [InlineData("[{\"a\":1} {\"a\":2}]", "on line 1, column 10 (byte 9)")]
    [InlineData("[{\"a\":1}}", "on line 1, column 9 (byte 8)")]
    public async Task A_mistake_anywhere_ends_the_run_with_its_place(string text, string place)
    {
        foreach (int blockSize in new[] { 256, 1 << 18 })
            (await FailureAsync(text, blockSize: blockSize)).Should().StartWith($"DM3312: 'rows.json' is not valid JSON {place}: ");
    }

    [Fact]
    public async Task A_mistake_behind_the_array_is_found_however_far_behind()
    {
        string text = "{\"items\":[{\"a\":1}],\"rest\":[" + string.Join(',', Enumerable.Repeat("\"filler\"", 5000)) + "],}";
        (await FailureAsync(text, "/items", 512)).Should().StartWith("DM3312: ");
        _folder.Write("text.json", [.. "{\"note\":\""u8, 0xFF, .. "\",\"items\":[]}"u8]);
        var reading = () => JsonReading.ArrayAsync(new JsonSourceOptions { Path = _folder.At("text.json"), Pointer = "/items" });
        (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3315");
    }

    [Fact]
    public async Task Elements_that_are_no_objects_are_rejected_and_the_others_read()
    {
        var read = await ReadAsync("[1, {\"a\":1}, \"x,]\", [[2]], null, {\"a\":2}, {}]");
        read.Failures.Select(f => f.Split(": ")[1]).Should().Equal(
            "The record is a number, and an object is wanted (byte 1 of the record).", "The record is a string, and an object is wanted (byte 1 of the record).",
            "The record is an array, and an object is wanted (byte 1 of the record).", "The record is null, and an object is wanted (byte 1 of the record).");
        read.Rejects.Should().Be("1\n\"x,]\"\n[[2]]\nnull\n");
        read.Rows.Select(r => r[0]).Should().Equal([null, "1", null, null, null, "2", null]);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(1000)]
    [InlineData(4096)]
    public async Task However_blocks_are_cut_the_rows_are_the_same(int blockSize)
    {
        var text = new StringBuilder("{\"before\":[" + string.Join(',', Enumerable.Range(0, 500)) + "],\"items\":[");
        for (int i = 0; i < 400; i++) text.Append(i > 0 ? ",\n" : "").Append(i % 13 == 0 ? "{\"a\":\"\\ud800\"}" : $"{{ \"a\":{i},\"b\":\"{new string('x', i * 7 % 900)}\\\"]}}\" }}");
        text.Append("],\"after\":\"").Append('y', 3000).Append("\"}");
        var whole = await ReadAsync(text.ToString(), "/items");
        var cut = await ReadAsync(text.ToString(), "/items", blockSize);
        whole.Rows.Should().HaveCount(400);
        cut.Blocks.Should().BeGreaterThan(10);
        cut.Values.Should().Be(whole.Values);
        cut.Failures.Should().Equal(whole.Failures).And.HaveCount(31);
        cut.Origins.Should().Equal(whole.Origins);
    }

    [Fact]
    public async Task Other_encodings_are_read_and_their_mistakes_end_the_run()
    {
        const string Text = "[{\"name\":\"Zoë € 𝄞\"}\n, {\"name\": 1}]";
        foreach (var encoding in new Encoding[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var read = await JsonReading.ArrayAsync(new JsonSourceOptions { Path = _folder.Write("rows.json", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]) });
            read.Rows.Select(r => r[0]).Should().Equal("Zoë € 𝄞", "1");
            read.Origins.Should().Equal((1, null), (2, null));
        }
        _folder.Write("rows.json", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("[{\"name\":\""), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\"}]")]);
        var reading = () => JsonReading.ArrayAsync(new JsonSourceOptions { Path = _folder.At("rows.json") });
        (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3315");
    }

    [Fact]
    public async Task Limits_hold()
    {
        var options = new JsonSourceOptions { Path = _folder.Write("rows.json", $"[{{\"a\":\"{new string('x', 50)}\"}},\n{{\"a\":\"{new string('x', 150)}\"}}, {{\"a\":1}}]"), MaxRecordBytes = 100 };
        var read = await JsonReading.ArrayAsync(options, 64);
        read.Rows.Should().HaveCount(3);
        read.Failures.Should().ContainSingle().Which.Should().Be("size 2+61  '': The record has 158 bytes; at most 100 are allowed (byte 1 of the record).");
        _folder.Write("rows.json", "[{\"a\":1},\n {\"a\":\"" + new string('x', 10_000) + "\"}]");
        var reading = () => JsonReading.ArrayAsync(options, 64);
        (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3313");
        (await FailureAsync("[{\"a\":" + new string('[', 100_000))).Should().StartWith("DM3312: 'rows.json' is not valid JSON on line 1, column ");
    }

    [Fact]
    public async Task An_empty_array_has_no_rows()
    {
        var read = await ReadAsync(" [ ] ");
        read.Rows.Should().BeEmpty();
        read.Schema.Count.Should().Be(0);
    }

    [Theory]
    [InlineData("data", "it does not start with a slash")]
    [InlineData("/a~2", "a tilde is written `~0`, and a slash in a key `~1`")]
    public void A_pointer_that_is_none_is_found_before_anything_is_read(string pointer, string why)
    {
        var diagnostics = new DiagnosticBag();
        new JsonSource(new JsonSourceOptions { Path = _folder.At("none.json"), Pointer = pointer }, TestFolder.Context).Validate(diagnostics);
        diagnostics.Items.Should().ContainSingle().Which.Message.Should().Be($"'{pointer}' is no JSON Pointer: {why}");
    }

    [Fact]
    public async Task Types_are_read_as_in_lines()
    {
        var columns = new Dictionary<string, DataType> { ["id"] = DataType.Integer, ["address.city"] = DataType.Text };
        var read = await JsonReading.ArrayAsync(new JsonSourceOptions { Path = _folder.Write("rows.json", "[{\"id\":1e2,\"address\":{\"city\":\"B\\u0065rn\"}},{\"id\":\"x\"}]"), Columns = columns });
        read.Values.Should().Be("100 | \"Bern\"\nNULL | NULL");
        read.Failures.Should().Equal("type 1+43 id 'x': id is 'x', which is not integer.");
    }
}
