using DataMigration.Data;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

public sealed class ScriptValueTests
{
    private static readonly DateTime Moment = new(2026, 3, 4, 5, 6, 7);

    public static TheoryData<DataType, object?, string, string> Values => new()
    {
        { DataType.Text, "Ünï\U0001F600", "typeof row.f + row.f", "stringÜnï\U0001F600" },
        { DataType.Text, "", "typeof row.f + row.f.length", "string0" },
        { DataType.Integer, 42L, "typeof row.f + (row.f + 1)", "number43" },
        { DataType.Integer, 9007199254740992L, "'' + row.f", "9007199254740992" },
        { DataType.Number, 1.5, "typeof row.f + row.f * 2", "number3" },
        { DataType.Decimal(15, 2), (Int128)123456789012345, "typeof row.f + row.f", "number1234567890123.45" },
        { DataType.Decimal(3, 2), (Int128)(-110), "'' + row.f * 3", "-3.3000000000000003" },
        { DataType.Decimal(16, 2), (Int128)1234567890123450, "typeof row.f + row.f", "string12345678901234.50" },
        { DataType.Boolean, true, "typeof row.f + row.f", "booleantrue" },
        { DataType.Boolean, false, "row.f ? 'yes' : 'no'", "no" },
        { DataType.Date, new DateOnly(2026, 3, 4).DayNumber, "typeof row.f + row.f", "string2026-03-04" },
        { DataType.DateTime, Moment.Ticks, "row.f.slice(0, 19)", "2026-03-04T05:06:07" },
        { DataType.DateTime, Moment.Ticks, "'' + (new Date(row.f) - new Date(2026, 2, 4, 5, 6, 7))", "0" },
        { DataType.DateTimeOffset, new DateTimeOffset(Moment, TimeSpan.FromHours(2)), "row.f.slice(0, 19) + row.f.slice(-6)", "2026-03-04T05:06:07+02:00" },
        { DataType.Time, new TimeOnly(5, 6, 7).Ticks, "row.f.slice(0, 8)", "05:06:07" },
        { DataType.Guid, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), "row.f", "0f8fad5b-d9cb-469f-a165-70867728950e" },
        { DataType.Binary, new byte[] { 1, 2, 255 }, "row.f", "AQL/" },
        { DataType.Json, """{"a":[1,{"b":"x"}],"n":null,"a2":true}""", "row.f.a[1].b + row.f.a.length + row.f.n + row.f.a2", "x2nulltrue" },
        { DataType.Json, "[1,2]", "'' + (row.f instanceof Array) + row.f.map(function (x) { return x * 2; })", "true2,4" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_field_reaches_the_script_as_its_declared_type_says(DataType type, object? value, string script, string expected)
    {
        using var bench = new ScriptBench().With("f", type, value);
        bench.Evaluate(script).Should().Be(ScriptResult.Of(expected));
    }

    [Fact]
    public void Null_is_null_whatever_the_type()
    {
        foreach (var type in DataType.Named.Values.Append(DataType.Decimal(38, 10)))
        {
            using var bench = new ScriptBench().With("f", type, null);
            bench.Evaluate("row.f === null").Should().Be(ScriptResult.Of(true), type.ToString());
        }
    }

    [Theory]
    [InlineData(9007199254740993L)]
    [InlineData(long.MinValue)]
    public void An_integer_that_a_number_cannot_hold_fails_the_row_and_cannot_be_caught(long value)
    {
        using var bench = new ScriptBench().With("id", DataType.Integer, value);
        bench.Evaluate("try { return row.id; } catch (e) { return 1; }").Text.Should().Contain($"id is {value}");
    }

    [Fact]
    public void Broken_json_fails_the_row()
    {
        using var bench = new ScriptBench().With("j", DataType.Json, "{\"a\":");
        bench.Evaluate("row.j.a").Text.Should().Contain("not JSON");
    }

    [Theory]
    [InlineData("null", ScriptResultKind.Null, null)]
    [InlineData("undefined", ScriptResultKind.Null, null)]
    [InlineData("if (false) return 1;", ScriptResultKind.Null, null)]
    [InlineData("'text'", ScriptResultKind.Text, "text")]
    [InlineData("new String('text')", ScriptResultKind.Text, "text")]
    [InlineData("new Date(0)", ScriptResultKind.Text, "1970-01-01T00:00:00.000Z")]
    [InlineData("({ a: 1, b: [true, null, 'x\\n'], u: undefined, d: new Date(0) })", ScriptResultKind.Json, """{"a":1,"b":[true,null,"x\n"],"d":"1970-01-01T00:00:00.000Z"}""")]
    [InlineData("{ a: 1 }", ScriptResultKind.Json, """{"a":1}""")]
    [InlineData("[1, 'é']", ScriptResultKind.Json, """[1,"é"]""")]
    public void Results_come_back_as_what_they_are(string script, ScriptResultKind kind, string? text) =>
        ScriptBench.Result(script).Should().Be(new ScriptResult(kind, 0, text));

    [Fact]
    public void Numbers_come_back_as_numbers_and_the_caller_judges_them()
    {
        ScriptBench.Result("0 / 0").Number.Should().Be(double.NaN);
        ScriptBench.Result("1 / 0").Number.Should().Be(double.PositiveInfinity);
        ScriptBench.Result("0.1 + 0.2").Number.Should().Be(0.1 + 0.2);
        ScriptBench.Result("new Number(3)").Should().Be(ScriptResult.Of(3.0));
        ScriptBench.Result("1 > 0").Should().Be(ScriptResult.Of(true));
    }

    [Theory]
    [InlineData("return function () { return 1; };", "function")]
    [InlineData("new Date(NaN)", "invalid date")]
    public void What_no_field_can_hold_fails_the_row(string script, string why) => ScriptBench.Result(script).Text.Should().Contain(why);

    [Fact]
    public void Parameters_and_run_are_there()
    {
        using var bench = new ScriptBench().WithParameter("cutoff", DataType.Date, "2020-01-01").WithParameter("limit", DataType.Integer, "7")
            .WithParameter("on", DataType.Boolean, "true").WithParameter("none", DataType.Text, null).WithParameter("wide", DataType.Decimal(20, 2), "1.50").WithParameter("list", DataType.Json, "[4,5]");
        bench.Evaluate("[params.cutoff, params.limit + 1, params.on === true, params.none === null, params.wide, params.list[1], run.id, run.started_at].join(' ')").Text
            .Should().Be("2020-01-01 8 true true 1.50 5 run-1 2026-11-22T08:30:15.000Z");
    }

    [Fact]
    public void A_parameter_is_written_as_a_field_of_its_type_is()
    {
        using var bench = new ScriptBench().WithParameter("day", DataType.Date, "2020-01-01T00:00:00").WithParameter("from", DataType.DateTime, "2020-01-01").WithParameter("to", DataType.DateTime, "2020-06-01 10:00")
            .WithParameter("wide", DataType.Decimal(20, 2), "+1.5").WithParameter("id", DataType.Guid, "0F8FAD5BD9CB469FA16570867728950E").WithParameter("text", DataType.Text, "+1.5");
        bench.Evaluate("[params.day, params.from, params.to, params.wide, params.id, params.text].join(' ')").Text
            .Should().Be("2020-01-01 2020-01-01T00:00:00 2020-06-01T10:00:00 1.50 0f8fad5b-d9cb-469f-a165-70867728950e +1.5");
    }

    [Fact]
    public void A_row_can_be_listed_and_written_as_json()
    {
        using var bench = new ScriptBench().With("a", "x").With("b", DataType.Integer, 2).With("c", null);
        bench.Evaluate("Object.keys(row).join() + JSON.stringify(row) + ('a' in row) + row.hasOwnProperty('z') + row['b']").Text.Should().Be("""a,b,c{"a":"x","b":2,"c":null}truefalse2""");
        bench.Evaluate("var s = ''; for (var k in row) s += k + '=' + row[k] + ';'; return s;").Text.Should().Be("a=x;b=2;c=null;");
    }

    [Theory]
    [InlineData("JSON.stringify({ b: 1, a: [1, 2] }, null, 2)", "{\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ]\n}")]
    [InlineData("JSON.stringify({ a: 1, b: 2 }, ['b'])", "{\"b\":2}")]
    [InlineData("JSON.stringify({ a: 1, b: 2 }, function (k, v) { return k === 'a' ? undefined : v; })", "{\"b\":2}")]
    [InlineData("JSON.stringify([undefined, function () {}, NaN])", "[null,null,null]")]
    [InlineData("JSON.stringify([]) + JSON.stringify({})", "[]{}")]
    [InlineData("JSON.parse('{\"a\":{\"b\":[1,2]}}', function (k, v) { return typeof v === 'number' ? v * 10 : v; }).a.b.join()", "10,20")]
    [InlineData("try { JSON.parse('nope'); } catch (e) { return e.name; }", "SyntaxError")]
    [InlineData("[3, undefined, 20, 1].sort().join('|')", "1|20|3|")]
    [InlineData("[[1, 'b'], [0, 'a'], [1, 'a']].sort(function (x, y) { return x[0] - y[0]; }).join(';')", "0,a;1,b;1,a")]
    [InlineData("['a', null, undefined, 'b'].join()", "a,,,b")]
    [InlineData("[1, [2, [3]]] + ''", "1,2,3")]
    [InlineData("'a-b_c'.split(/[-_]/).concat(['d'], 'e').reverse().join('')", "edcba")]
    [InlineData("'x'.concat(1, 'y', null)", "x1ynull")]
    [InlineData("'2026-01-02'.match(/(\\d+)-(\\d+)/)[2] + 'abc'.search('c') + 'aXbX'.replace('X', '-') + 'ab'.match('b')[0]", "012a-bXb")]
    [InlineData("'a1b2'.replace(/[0-9]/g, '-') + 'a1b2'.replace(/[0-9]/, '-') + 'ab'.replace(/(a)(b)/g, '$2$1') + 'aab'.replace(/a/g, function (m) { return m + m; }) + 'ab'.replace(/x*/g, '.')", "a-b-a-b2baaaaab.a.b.")]
    [InlineData("RegExp('a+', 'g').exec('baa')[0] + (/x/ instanceof RegExp) + (new Date() instanceof Date) + new Date(Date.UTC(1970, 0)).getTime()", "aatruetrue0")]
    [InlineData("var r = /\\d/g, m, s = ''; while ((m = r.exec('1a2')) !== null) s += m[0]; return s;", "12")]
    [InlineData("var e = new Error('x'); e.name = 'Mine'; e.toString = function () { return 'own'; }; return e.name + String(e);", "Mineown")]
    [InlineData("function P(n) { this.n = n; } P.prototype.twice = function () { return this.n * 2; }; return '' + new P(4).twice();", "8")]
    [InlineData("'' + new Date(0).getTimezoneOffset()", "0")]
    [InlineData("var a = [1]; a[1] = a; a[2] = [2, a]; return a.join('-') + '|' + a + '|' + a.toString();", "1--2,|1,,2,|1,,2,")]
    [InlineData("function (r) { return typeof r; }", "object")]
    public void The_language_still_works(string script, string expected) => ScriptBench.Result(script).Text.Should().Be(expected);
}
