using System.Text;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

public sealed class JsonlSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<JsonReading> ReadAsync(string text, string[]? asked = null, JsonUndeclared undeclared = JsonUndeclared.Reject) =>
        JsonReading.LinesAsync(new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", text), Undeclared = undeclared }, asked: asked);

    private Task<JsonReading> ReadAsync(string text, Dictionary<string, DataType> columns, JsonUndeclared undeclared = JsonUndeclared.Reject, int blockSize = 1 << 18) =>
        JsonReading.LinesAsync(new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", text), Columns = columns, Undeclared = undeclared }, blockSize);

    [Fact]
    public async Task The_records_tell_the_fields_in_order_of_appearance()
    {
        var read = await ReadAsync("""
            {"b": 1, "a": "x", "n": null}
            {"c": {"d": 1}, "a": true, "b": 1.50, "e": [1, {"f": 2}]}
            """);
        read.Fields.Should().Be("b text, a text, n text, c json, e json");
        read.Values.Should().Be("""
            "1" | "x" | NULL | NULL | NULL
            "1.50" | "true" | NULL | "{"d": 1}" | "[1, {"f": 2}]"
            """);
        read.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task A_number_keeps_its_digits_and_a_string_loses_its_escapes()
    {
        var read = await ReadAsync("""{"a":12345678901234567890123456789012345678901234567890.10e+5,"b":"\u00e9\n\"\\\/\ud834\udd1e\u0000é","c":"","d":" "}""");
        read.Rows[0].Should().Equal("12345678901234567890123456789012345678901234567890.10e+5", "é\n\"\\/𝄞\0é", "", " ");
    }

    [Fact]
    public async Task A_field_that_is_sometimes_an_object_is_json_throughout()
    {
        var read = await ReadAsync("{\"a\":\"x\"}\n{\"a\":{\"b\":1}}\n{\"a\":null}\n{\"a\":2}");
        read.Fields.Should().Be("a json");
        read.Rows.Select(r => r[0]).Should().Equal(["\"x\"", "{\"b\":1}", null, "2"]);
    }

    [Fact]
    public async Task Named_paths_reach_into_objects_beside_the_whole()
    {
        var read = await ReadAsync("""
            {"id":1,"address":{"city":"Bern","geo":{"lat":46.9,"tags":["a"]}}}
            {"id":2,"address":null}
            {"id":3,"address":{"geo":null,"city":"\u0041"}}
            {"id":4}
            {"id":5,"address":[{"city":"not this one"}]}
            """, ["id", "address.city", "address.geo.lat", "address.geo", "address.country", "nothing.at.all"]);
        read.Fields.Should().Be("id text, address json, address.city text part, address.geo.lat text part, address.geo json part");
        read.Rows.Select(r => r[2]).Should().Equal(["Bern", null, "A", null, null]);
        read.Rows[0].Should().Equal("1", """{"city":"Bern","geo":{"lat":46.9,"tags":["a"]}}""", "Bern", "46.9", """{"lat":46.9,"tags":["a"]}""");
        read.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task A_key_with_a_dot_wins_over_a_path()
    {
        var columns = new Dictionary<string, DataType> { ["a.b"] = DataType.Integer };
        var read = await ReadAsync("""
            {"a.b":1}
            {"a":{"b":2}}
            {"a":{"b":3},"a.b":4}
            {"a.b":5,"a":{"b":6}}
            {"a.b":null,"a":{"b":7}}
            """, columns);
        read.Rows.Select(r => r[0]).Should().Equal([1L, 2L, 4L, 5L, null]);
        read.Failures.Should().BeEmpty();
        (await ReadAsync("""{"a.b":"key","a":{"b":"path"}}""", ["a.b"])).Fields.Should().Be("a.b text, a json");
    }

    [Fact]
    public async Task Values_are_read_by_their_types_exactly()
    {
        var columns = new Dictionary<string, DataType>
        {
            ["i"] = DataType.Integer, ["d"] = DataType.Decimal(38, 10), ["n"] = DataType.Number, ["b"] = DataType.Boolean, ["t"] = DataType.DateTimeOffset,
            ["g"] = DataType.Guid, ["x"] = DataType.Binary, ["j"] = DataType.Json, ["s"] = DataType.Text,
        };
        var read = await ReadAsync("""
            {"i":-9223372036854775808,"d":-9999999999999999999999999999.9999999999,"n":1e-320,"b":true,"t":"2026-02-28T01:02:03.1234567-05:30","g":"00112233-4455-6677-8899-aabbccddeeff","x":"AP8Q","j":"\u0041","s":1.0}
            {"i":"9223372036854775807","d":"1.5","n":"2","b":"false","j":[1 , 2],"s":false}
            {"i":1e3,"d":12.5e-3,"j":null}
            {"i":1000.00,"d":1E10}
            {"i":-0.0,"d":0e5}
            """, columns);
        read.Failures.Should().BeEmpty();
        read.Rows[0].Should().Equal(long.MinValue, -Int128.Parse("99999999999999999999999999999999999999"), 1e-320, true, new DateTimeOffset(2026, 2, 28, 1, 2, 3, TimeSpan.FromHours(-5.5)).AddTicks(1234567),
            Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), "00FF10", "\"\\u0041\"", "1.0");
        read.Rows[1].Should().Equal(long.MaxValue, (Int128)15_000_000_000, 2.0, false, null, null, null, "[1 , 2]", "false");
        read.Rows.Skip(2).Select(r => r[0]).Should().Equal(1000L, 1000L, 0L);
        read.Rows.Skip(2).Select(r => r[1]).Should().Equal((Int128)125_000_000, (Int128)10_000_000_000 * 10_000_000_000, (Int128)0);
        read.Rows[2][7].Should().BeNull();
    }

    [Theory]
    [InlineData("integer", "9223372036854775808", "a is '9223372036854775808', which is not integer.")]
    [InlineData("integer", "1.5", "a is '1.5', which is not integer.")]
    [InlineData("integer", "1e400", "a is '1e400', which is not integer.")]
    [InlineData("integer", "true", "a is true or false, which is not integer.")]
    [InlineData("integer", "\"\"", "a is '', which is not integer.")]
    [InlineData("boolean", "1", "a is a number, which is not boolean.")]
    [InlineData("binary", "1234", "a is a number, which is not binary.")]
    [InlineData("date", "20260101", "a is a number, which is not date.")]
    [InlineData("text", "{\"b\":1}", "a is an object, which is not text.")]
    [InlineData("text", "[1]", "a is an array, which is not text.")]
    [InlineData("decimal(5,2)", "1000.00", "a is '1000.00', which is not decimal(5,2).")]
    [InlineData("decimal(5,2)", "1.001e0", "a is '1.001', which is not decimal(5,2).")]
    public async Task What_does_not_fit_its_type_rejects_the_row(string type, string value, string message)
    {
        DataType.TryParse(type, out var parsed).Should().BeTrue();
        var read = await ReadAsync($"{{\"a\":{value},\"b\":\"kept\"}}\n", new Dictionary<string, DataType> { ["a"] = parsed, ["b"] = DataType.Text });
        read.Failures.Should().ContainSingle().Which.Should().StartWith("type 1+0 a '").And.EndWith(message);
        read.Rows[0].Should().Equal([null, "kept"]);
    }

    [Fact]
    public async Task A_path_through_a_value_that_is_no_object_rejects_the_row()
    {
        var read = await ReadAsync("{\"a\":{\"b\":1}}\n{\"a\":5}\n{\"a\":null}\n{\"a\":[{\"b\":1}]}\n", new Dictionary<string, DataType> { ["a.b"] = DataType.Integer });
        read.Rows.Select(r => r[0]).Should().Equal([1L, null, null, null]);
        read.Failures.Should().Equal(
            "type 2+14 a.b '5': a.b cannot be reached: a number stands where an object should.",
            "type 4+33 a.b '[{\"b\":1}]': a.b cannot be reached: an array stands where an object should.");
    }

    [Fact]
    public async Task Undeclared_keys_reject_the_row_or_are_passed_over()
    {
        const string Text = "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}\n{\"a\":1,\"x\":[{\"y\":1}]}\n{\"a\":1,\"b\":{\"c\":4}}\n";
        var columns = new Dictionary<string, DataType> { ["a"] = DataType.Integer, ["b.c"] = DataType.Integer };
        var read = await ReadAsync(Text, columns);
        read.Failures.Should().Equal(
            "columns 1+0  '': The key 'd' is not among the declared `columns`; declare it, or say `undeclared: ignore` (column 19).",
            "columns 2+26  '': The key 'x' is not among the declared `columns`; declare it, or say `undeclared: ignore` (column 8).");
        read.Rows.Select(r => r[0]).Should().Equal([null, null, 1L]);
        read.Rejects.Should().Be("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}\n{\"a\":1,\"x\":[{\"y\":1}]}\n");
        var lenient = await ReadAsync(Text, columns, JsonUndeclared.Ignore);
        lenient.Failures.Should().BeEmpty();
        lenient.Values.Should().Be("1 | 2\n1 | NULL\n1 | 4");
    }

    [Fact]
    public async Task A_key_that_the_first_records_do_not_have_rejects_the_row()
    {
        string text = string.Concat(Enumerable.Repeat("{\"a\":1}\n", JsonSample.MaxRecords)) + "{\"a\":1,\"late\":2}\n";
        var read = await ReadAsync(text);
        read.Rows.Should().HaveCount(JsonSample.MaxRecords + 1);
        read.Failures.Should().ContainSingle().Which.Should().Be("columns 10001+80000  '': The key 'late' does not stand in the first records, which told the fields; declare `columns`, or say `undeclared: ignore` (column 8).");
        (await ReadAsync(text, undeclared: JsonUndeclared.Ignore)).Failures.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":2}\n{\"b\":2,\"a\":1}\n", "a text, b text")]
    [InlineData("{\"a\":1,\"c\":2}\n{\"a\":1,\"b\":2,\"c\":3,\"d\":4}\n", "a text, c text, b text, d text")]
    [InlineData("{\"a\":1,\"b\":2}\n{\"b\":[],\"b\":1,\"a\":2,\"a\":{}}\n", "a json, b json")]
    [InlineData("{\"ä\":1,\"b\":2}\n{\"\\u00e4\":1,\"\\u0062\":{}}\n", "ä text, b json")]
    [InlineData("{}\n{\"a\":{\"x\":1}}\n{\"b\":1}\n", "a json, b text")]
    public async Task Fields_are_the_keys_in_the_order_of_their_first_appearance(string text, string fields) =>
        (await ReadAsync(text)).Fields.Should().Be(fields);

    [Theory]
    [InlineData("{\"a\":1", "malformed", "column 7")]
    [InlineData("{\"a\":1}}", "malformed", "column 8")]
    [InlineData("{\"a\":1} {\"a\":2}", "malformed", "column 9")]
    [InlineData("{'a':1}", "malformed", "column 2")]
    [InlineData("{\"a\":NaN}", "malformed", "column 6")]
    [InlineData("{\"a\":1,}", "malformed", "column 8")]
    [InlineData("{\"a\":1,\"a\":2}", "malformed", "The key 'a' comes twice (column 8).")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "malformed", "The key 'a' comes twice (column 8).")]
    [InlineData("{\"a\":1,\"j\":{\"x\":1,\"y\":{},\"x\":2}}", "malformed", "The key 'x' comes twice (column 26).")]
    [InlineData("{\"a\":1,\"j\":[{\"x\":1},{\"x\":2,\"x\":3}]}", "malformed", "The key 'x' comes twice (column 28).")]
    [InlineData("[1]", "malformed", "The record is an array, and an object is wanted (column 1).")]
    [InlineData("  7 ", "malformed", "The record is a number, and an object is wanted (column 3).")]
    [InlineData("null", "malformed", "The record is null, and an object is wanted (column 1).")]
    [InlineData("{\"a\":\"\\ud834\"}", "encoding", "half a surrogate pair")]
    [InlineData("{\"a\":\"\\udd1e\\ud834\"}", "encoding", "half a surrogate pair")]
    [InlineData("{\"j\":[{\"x\":\"\\ud834x\"}]}", "encoding", "half a surrogate pair")]
    [InlineData("{\"j\":{\"\\ud834\":1}}", "encoding", "half a surrogate pair")]
    public async Task A_broken_record_is_one_reject_with_its_place(string record, string code, string message)
    {
        var read = await ReadAsync($"{{\"a\":0,\"j\":{{}}}}\n\n{record}\n{{\"a\":9}}\n");
        read.Failures.Should().ContainSingle().Which.Should().StartWith($"{code} 3+{(record[0] == ' ' ? 18 : 16)}  '': ").And.Contain(message);
        read.Rows.Should().HaveCount(3);
        read.Rows[1].Should().OnlyContain(v => v == null);
        read.Rows[2][0].Should().Be("9");
        read.Rejects.Should().Be(record.Trim() + "\n");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_reject_the_record_and_are_filed_as_they_are()
    {
        byte[] bytes = [.. "{\"a\":\"x\"}\n{\"a\":\""u8, 0xC3, 0x28, .. "\"}\n{\"a\":\"\uFFFD\"}\n"u8];
        var source = new JsonlSource(new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", bytes) }, TestFolder.Context);
        await source.DiscoverAsync(default);
        await foreach (var batch in source.ReadAsync(default))
        {
            batch.Failures.Failures.Should().ContainSingle().Which.Message.Should().Be("The record holds bytes that are not UTF-8 (column 7).");
            var rejects = new System.Buffers.ArrayBufferWriter<byte>();
            source.RejectFormat.WriteRow(batch, 1, null, rejects);
            rejects.WrittenSpan.ToArray().Should().Equal(bytes[10..21]);
            Rows.Of(batch).Select(r => r[0]).Should().Equal(["x", null, "\uFFFD"]);
            batch.Origins[2].ByteOffset.Should().Be(21);
            batch.Dispose();
        }
    }

    [Fact]
    public async Task Depth_beyond_64_is_a_reject_however_deep()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 64)), bomb = new('[', 200_000);
        var read = await ReadAsync($"{{\"a\":1}}\n{deep[5..]}1{new string('}', 63)}\n{deep}{{}}{new string('}', 64)}\n{{\"a\":{bomb}\n{{\"a\":2}}\n", ["a"]);
        read.Failures.Select(f => f[..12]).Should().Equal("malformed 3+", "malformed 4+");
        read.Rows.Should().HaveCount(5);
    }

    [Fact]
    public async Task Objects_that_are_used_as_dictionaries_are_read_and_their_double_keys_found()
    {
        string keys = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"k{i}\":{i}"));
        var read = await ReadAsync($"{{\"m\":{{{keys}}}}}\n{{\"m\":{{{keys},\"k19999\":0}}}}\n{{\"m\":{{{keys}}}}}\n");
        read.Failures.Should().ContainSingle().Which.Should().Contain("The key 'k19999' comes twice");
        read.Rows[2][0].Should().Be($"{{{keys}}}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n\t\r\n")]
    public async Task A_file_without_records_has_no_rows_and_the_fields_that_are_asked_for(string text)
    {
        var read = await ReadAsync(text, ["id", "a.b"]);
        read.Rows.Should().BeEmpty();
        read.Fields.Should().Be("id text, a.b text");
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-32le", true)]
    [InlineData("utf-16be", false)]
    [InlineData("windows-1252", false)]
    public async Task Encodings_read_alike_and_their_rejects_keep_their_bytes(string name, bool mark)
    {
        var encoding = Connectors.Files.TextEncoding.Find(name)!;
        const string Good = "{\"name\":\"Zoë €\"}\r\n", Bad = "{\"name\":\"Ü\",}";
        byte[] file = [.. mark ? encoding.Mark : [], .. encoding.Encoding.GetBytes(string.Concat(Enumerable.Repeat(Good, 500)) + Bad + "\n" + Good)];
        var source = new JsonlSource(new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", file), Encoding = mark ? null : name }, TestFolder.Context, 1 << 10);
        await source.DiscoverAsync(default);
        var rows = new List<object?[]>();
        await foreach (var batch in source.ReadAsync(default))
        {
            rows.AddRange(Rows.Of(batch));
            foreach (var failure in batch.Failures.Failures)
            {
                var rejects = new System.Buffers.ArrayBufferWriter<byte>();
                source.RejectFormat.WriteHeader(rejects, null);
                source.RejectFormat.WriteRow(batch, failure.Row, null, rejects);
                byte[] expected = [.. mark ? encoding.Mark : [], .. encoding.Encoding.GetBytes(Bad + "\n")];
                rejects.WrittenSpan.ToArray().Should().Equal(expected);
                int offset = (int)batch.Origins[failure.Row].ByteOffset!.Value;
                file.AsSpan(offset, encoding.Encoding.GetByteCount(Bad)).ToArray().Should().Equal(encoding.Encoding.GetBytes(Bad));
                batch.Origins[failure.Row].Line.Should().Be(501);
            }
            batch.Dispose();
        }
        rows.Should().HaveCount(502);
        rows.Count(r => (string?)r[0] == "Zoë €").Should().Be(501);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(4096)]
    public async Task However_blocks_are_cut_the_rows_are_the_same(int blockSize)
    {
        var text = new StringBuilder();
        for (int i = 0; i < 400; i++) text.Append(i % 17 == 0 ? "\r\n" : i % 13 == 0 ? "{\"a\":oops}\n" : $"{{\"a\":{i},\"b\":{{\"c\":\"{new string('x', i % 90)}\\n\"}}}}\n");
        var columns = new Dictionary<string, DataType> { ["a"] = DataType.Integer, ["b.c"] = DataType.Text };
        var whole = await ReadAsync(text.ToString(), columns);
        var cut = await ReadAsync(text.ToString(), columns, blockSize: blockSize);
        cut.Blocks.Should().BeGreaterThan(1);
        cut.Values.Should().Be(whole.Values);
        cut.Failures.Should().Equal(whole.Failures);
        cut.Origins.Should().Equal(whole.Origins);
    }

    [Fact]
    public async Task A_record_above_the_limit_is_rejected_and_one_without_end_ends_the_run()
    {
        var options = new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", $"{{\"a\":\"{new string('x', 50)}\"}}\n{{\"a\":\"{new string('x', 150)}\"}}\n{{\"a\":1}}\n"), MaxRecordBytes = 100 };
        var read = await JsonReading.LinesAsync(options, 64);
        read.Rows.Should().HaveCount(3);
        read.Failures.Should().ContainSingle().Which.Should().Be("size 2+59  '': The record has 158 bytes; at most 100 are allowed (column 1).");
        _folder.Write("rows.jsonl", "{\"a\":1}\n\n{\"a\":\"" + new string('x', 10_000));
        var reading = () => JsonReading.LinesAsync(options, 64);
        (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Message.Should().Be("'rows.jsonl': what starts on line 3 (byte 9) does not end within 200 bytes");
    }

    [Fact]
    public async Task Several_files_are_read_one_after_the_other()
    {
        _folder.Write("in-1.jsonl", "{\"a\":1}\n{\"a\":2}");
        _folder.Write("in-2.jsonl", [.. Encoding.UTF8.Preamble, .. "{\"a\":3,\"b\":4}\nx"u8]);
        var read = await JsonReading.LinesAsync(new JsonlSourceOptions { Path = _folder.At("in-*.jsonl") });
        read.Values.Should().Be("\"1\" | NULL\n\"2\" | NULL\n\"3\" | \"4\"\nNULL | NULL");
        read.Failures.Should().ContainSingle().Which.Should().StartWith("malformed 2+17 ");
        _folder.Write("in-3.jsonl", Encoding.Unicode.GetPreamble());
        var reading = () => JsonReading.LinesAsync(new JsonlSourceOptions { Path = _folder.At("in-*.jsonl") });
        (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3314");
    }

    [Fact]
    public async Task A_reason_goes_into_the_record_as_its_last_key()
    {
        var source = new JsonlSource(new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", "{\"a\":1,\"a\":2}\n[]\n{\"a\":1}\n"), Columns = new Dictionary<string, DataType> { ["a"] = DataType.Boolean } }, TestFolder.Context);
        (await JsonReading.OfAsync(source, reasonColumn: "reject_reason")).Rejects.Should().Be("{\"a\":1,\"a\":2,\"reject_reason\":\"malformed\"}\n[]\n{\"a\":1,\"reject_reason\":\"type\"}\n");
    }

    [Fact]
    public void Columns_that_contradict_each_other_are_found_before_anything_is_read()
    {
        var diagnostics = new DiagnosticBag();
        var columns = new Dictionary<string, DataType> { ["a.b"] = DataType.Text, ["a"] = DataType.Text, ["c"] = DataType.Json, ["c.d"] = DataType.Text };
        new JsonlSource(new JsonlSourceOptions { Path = _folder.At("none.jsonl"), Columns = columns, Encoding = "utf-9" }, TestFolder.Context).Validate(diagnostics);
        diagnostics.Items.Select(d => d.Code).Should().Equal("DM3020", "DM3302");
    }
}
