using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

public sealed class ScriptDiagnosticTests
{
    private static ScriptBench Bench() => new ScriptBench().With("email", "a@b").With("phone_number", "1").With("total", DataType.Decimal(18, 2), (Int128)5).With("j", DataType.Json, "{}")
        .WithParameter("cutoff", DataType.Date, "2020-01-01").WithFile("lib.js", "function formatPhone(x) { return x; }\nvar LEVELS = { GOLD: 1 };\nvar tools = { find: function (x) { return x; } };");

    /// <summary>Code, place and a part of message and remedy.</summary>
    [Theory]
    [InlineData("row.emial", "DM2304", 10, 9, "'emial'", "did you mean 'email'?")]
    [InlineData("row['emial']", "DM2304", 10, 9, "'emial'", "did you mean 'email'?")]
    [InlineData("var x = 1;\nreturn x + row.phone;", "DM2304", 11, 20, "'phone'", "phone_number")]
    [InlineData("params.cutof", "DM2305", 10, 12, "'cutof'", "did you mean 'cutoff'?")]
    [InlineData("run.number", "DM2306", 10, 9, "'number'", "id, started_at")]
    [InlineData("formatPhon(row.email)", "DM2307", 10, 5, "'formatPhon'", "did you mean 'formatPhone'?")]
    [InlineData("formatPhone(emial)", "DM2307", 10, 17, "'emial'", "")]
    [InlineData("var total = 1; return totla;", "DM2307", 10, 27, "'totla'", "did you mean 'total'?")]
    [InlineData("row.email = 1; return row.email;", "DM2308", 10, 5, "'row.email'", "variable")]
    [InlineData("row.email++", "DM2308", 10, 5, "'row.email'", "variable")]
    [InlineData("delete row.email", "DM2308", 10, 12, "'row.email'", "variable")]
    [InlineData("row = {}; return 1;", "DM2308", 10, 5, "'row'", "variable")]
    [InlineData("params.cutoff = 1; return 1;", "DM2308", 10, 5, "'params.cutoff'", "variable")]
    [InlineData("total = 1; return total;", "DM2309", 10, 5, "'total'", "'let'")]
    [InlineData("LEVELS = 1; return 1;", "DM2309", 10, 5, "'LEVELS'", "'let'")]
    [InlineData("const x = 1; x = 2; return x;", "DM2320", 10, 18, "'x'", "'let' instead of 'const'")]
    [InlineData("let x = 1; let x = 2; return x;", "DM2301", 10, 20, "declared twice", "")]
    [InlineData("const x; return x;", "DM2301", 10, 11, "needs its value", "")]
    [InlineData("row.email;", "DM2310", 10, 5, "never returns", "return")]
    [InlineData("var x = row.email;", "DM2310", 10, 5, "never returns", "return")]
    [InlineData("eval('1')", "DM2311", 10, 5, "'eval'", "never run as code")]
    [InlineData("new Function('return 1')()", "DM2311", 10, 9, "'Function'", "never run as code")]
    [InlineData("setTimeout(1)", "DM2311", 10, 5, "'setTimeout'", "wait")]
    [InlineData("require('x')", "DM2311", 10, 5, "'require'", "scripts")]
    [InlineData("console.log(1)", "DM2311", 10, 5, "'console'", "preview")]
    [InlineData("formatPhone.constructor('x')", "DM2311", 10, 17, "'constructor'", "")]
    [InlineData("Object.defineProperty({}, 'x', {})", "DM2311", 10, 5, "'Object.defineProperty'", "Assign")]
    [InlineData("({ get x() { return 1; } })", "DM2312", 10, 8, "getters", "function")]
    [InlineData("/a(/.test(row.email)", "DM2319", 10, 5, "/a(/", "JavaScript")]
    [InlineData("/a/q.test(row.email)", "DM2319", 10, 5, "'q'", "flags")]
    [InlineData("row.email +", "DM2301", 10, 15, "it ends where more is expected", "")]
    [InlineData("row.email row.email", "DM2301", 10, 15, "unexpected 'row'", "")]
    [InlineData("if (row.email) { return 1;", "DM2301", 10, 30, "it ends where more is expected", "")]
    [InlineData("return 'abc;", "DM2301", 10, 12, "has no end", "")]
    [InlineData("1) + (2", "DM2301", 10, 6, "unexpected ')'", "")]
    [InlineData("return 1; }); (function(){", "DM2301", 10, 15, "unexpected '}'", "")]
    [InlineData("   ", "DM2301", 10, 5, "empty", "")]
    [InlineData("var x = 010; return x;", "DM2301", 10, 13, "octal", "")]
    public void A_mistake_is_named_where_it_stands(string script, string code, int line, int column, string message, string remedy)
    {
        using var bench = Bench();
        bench.Compile(script).Should().BeNull();
        var found = bench.Diagnostics.Items.Should().ContainSingle().Which;
        (found.Code, found.Span!.Value.Line, found.Span.Value.Column).Should().Be((code, line, column), found.ToString());
        found.Message.Contains(message).Should().BeTrue(found.Message);
        found.Remedy.Contains(remedy).Should().BeTrue(found.Remedy);
    }

    [Theory]
    [InlineData("class A {} return 1;", "a class", "function")]
    [InlineData("async function f() {} return 1;", "'async'", "wait")]
    [InlineData("const x = await row.email; return x;", "'await'", "wait")]
    [InlineData("function* f() {} return 1;", "generator", "array")]
    [InlineData("import x from 'y'", "'import'", "scripts")]
    [InlineData("10n", "big integer", "text")]
    [InlineData("row.email`a`", "tag", "Call the function")]
    [InlineData("with (row.j) { return a; }", "'with'", "o.a")]
    public void What_scripts_do_without_is_called_by_its_name_with_what_to_write_instead(string script, string what, string instead)
    {
        using var bench = Bench();
        bench.Compile(script).Should().BeNull();
        var found = bench.Diagnostics.Items.Should().ContainSingle().Which;
        found.Code.Should().Be("DM2302", found.ToString());
        found.Message.Should().Contain(what);
        found.Remedy.Contains(instead).Should().BeTrue(found.Remedy);
    }

    [Theory]
    [InlineData("Symbol('x')", "'Symbol'")]
    [InlineData("new Promise(row.email)", "'Promise'")]
    [InlineData("Intl.x", "'Intl'")]
    public void Objects_of_the_language_that_scripts_do_without_are_named(string script, string what)
    {
        using var bench = Bench();
        bench.Compile(script).Should().BeNull();
        var found = bench.Diagnostics.Items.Should().ContainSingle().Which;
        found.Code.Should().Be("DM2311", found.ToString());
        found.Message.Should().Contain(what);
    }

    [Theory]
    [InlineData("row.email.localeCompare('a')", "'localeCompare'", "a < b")]
    [InlineData("(1.5).toLocaleString()", "'toLocaleString'", "toFixed")]
    [InlineData("new Date(0).toLocaleDateString('en-US')", "'toLocaleDateString'", "toISOString")]
    [InlineData("new Date(0)['toLocaleTimeString']()", "'toLocaleTimeString'", "toISOString")]
    public void What_depends_on_the_machine_is_refused_with_what_to_write_instead(string script, string what, string instead)
    {
        using var bench = Bench();
        bench.Compile(script).Should().BeNull();
        var found = bench.Diagnostics.Items.Should().ContainSingle().Which;
        found.Code.Should().Be("DM2311", found.ToString());
        found.Message.Should().Contain(what);
        found.Remedy.Contains(instead).Should().BeTrue(found.Remedy);
    }

    [Theory]
    [InlineData("r => r.emial", "DM2304", "email")]
    [InlineData("r => { r.email; }", "DM2310", "return")]
    [InlineData("r => { r.email = 1; return 1; }", "DM2308", "read-only")]
    public void A_function_of_the_row_is_checked_like_its_body(string script, string code, string words)
    {
        using var bench = Bench();
        bench.Compile(script).Should().BeNull();
        var found = bench.Diagnostics.Items.Should().ContainSingle().Which;
        found.Code.Should().Be(code, found.ToString());
        (found.Message + found.Remedy).Should().Contain(words);
    }

    [Theory]
    [InlineData("function P(n) { this.n = n; } const p = new P(1); return p.n;", "'new P'", "'const'", "function that returns an object")]
    [InlineData("row.email.includes('@') ? Array.prototype.slice.call([1]) : 0", "'Array.prototype'", "'.includes(…)'", "on a value")]
    public void What_no_engine_runs_says_what_stands_against_what(string script, string notCompiled, string modern, string instead)
    {
        using var bench = Bench();
        bench.Compile(script).Should().BeNull();
        var found = bench.Diagnostics.Items.Should().ContainSingle().Which;
        found.Code.Should().Be("DM2321", found.ToString());
        found.Message.Should().Contain(notCompiled).And.Contain(modern);
        found.Remedy.Contains(instead).Should().BeTrue(found.Remedy);
    }

    [Theory]
    [InlineData("row.email")]
    [InlineData("row.email // a comment")]
    [InlineData("/* { */ row.email /* ( */")]
    [InlineData("tools.find(row.email)")]
    [InlineData("LEVELS[row.email]")]
    [InlineData("typeof nothing === 'undefined'")]
    [InlineData("var x, i; for (i = 0; i < 2; i++) x = i; return x;")]
    [InlineData("function f(row) { return row.anything; } return f({ anything: 1 });")]
    [InlineData("try { throw new Error('x'); } catch (e) { return e.message; }")]
    [InlineData("outer: for (var k in row.j) { if (k) continue outer; } return 1;")]
    [InlineData("[1, 2].map(function (x, i) { return x + i + arguments.length; })")]
    [InlineData("row.email.replace(/[(]/g, '') + /[)\\]]/.test('x')")]
    [InlineData("var o = { find: function (x) { return x; } }; return o.find(1);")]
    [InlineData("var sum = 0; [1].forEach(function (x) { sum += x; }); return sum;")]
    [InlineData("switch (row.email) { case 'a': return 1; default: return 2; }")]
    [InlineData("row.total + ' EUR'")]
    public void Sound_scripts_pass_without_a_word(string script)
    {
        using var bench = Bench();
        bench.Compile(script).Should().NotBeNull();
        bench.Diagnostics.Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("row.total * 2")]
    [InlineData("row.total + 1")]
    [InlineData("row.total > 5")]
    [InlineData("-row.total")]
    [InlineData("Math.round(row.total)")]
    [InlineData("row.total === 5")]
    [InlineData("var x = 0; x += row.total; return x;")]
    public void Calculating_with_a_wide_decimal_is_a_warning(string script)
    {
        using var bench = Bench();
        bench.Compile(script).Should().NotBeNull();
        bench.Diagnostics.Items.Should().ContainSingle().Which.ToString().Should().Contain("warning DM2315: 'total' is decimal(18,2)");
    }

    [Fact]
    public void The_fields_a_script_reads_are_known()
    {
        using var bench = Bench();
        bench.Compile("row.j ? row.email : row.email")!.Fields.Should().Equal(0, 3);
        bench.Compile("params.cutoff")!.Fields.Should().BeEmpty();
        bench.Compile("var k = 'email'; return row[k];")!.Fields.Should().Equal(0, 1, 2, 3);
        bench.Compile("JSON.stringify(row)")!.Fields.Should().Equal(0, 1, 2, 3);
        bench.Compile("function f(row) { return row.x; } return f(1);")!.Fields.Should().BeEmpty();
    }

    [Fact]
    public void Where_fields_are_not_known_yet_none_is_unknown()
    {
        using var bench = Bench();
        bench.Compile("row.whatever", isOpen: true).Should().NotBeNull();
        bench.Compile("row.whatever").Should().BeNull();
    }

    [Fact]
    public void All_mistakes_come_out_at_once()
    {
        using var bench = Bench();
        bench.Compile("var x = row.emial + params.nope;\nrow.email = 1; return x.includes(zzz);");
        bench.Diagnostics.Items.Select(d => d.Code).Should().Equal("DM2304", "DM2305", "DM2308", "DM2307");
    }

    [Fact]
    public void In_a_folded_script_later_lines_point_at_its_start()
    {
        using var bench = Bench();
        bench.Compile("var x = 1;\nreturn row.emial;", isBlock: false);
        bench.Diagnostics.Items.Single().Span!.Value.Should().Be(new SourceSpan("p.yaml", 10, 5, 1));
    }

    [Theory]
    [InlineData("function f() {\n  return nothing;\n}", "DM2307", 2, 10)]
    [InlineData("function f() { return row.a; }", "DM2307", 1, 23)]
    [InlineData("var n = 0;\nfunction f() { n++; return n; }", "DM2309", 2, 16)]
    [InlineData("var lib = (function () {\n  var n = 0;\n  return { next: function () { return ++n; } };\n})();", "DM2309", 3, 41)]
    [InlineData("function f() { leaked = 1; }", "DM2309", 1, 16)]
    [InlineData("function f(a { }", "DM2301", 1, 14)]
    [InlineData("class A {}", "DM2302", 1, 1)]
    [InlineData("const A = 1;\nfunction f() { A = 2; }", "DM2320", 2, 16)]
    [InlineData("function parseInt(x) { return x; }", "DM2317", 1, 10)]
    [InlineData("var run = 1;", "DM2317", 1, 5)]
    public void A_script_file_is_checked_in_its_own_lines(string code, string expected, int line, int column)
    {
        using var bench = new ScriptBench().WithFile("bad.js", code);
        bench.Library();
        var found = bench.Diagnostics.Items[0];
        (found.Code, found.Span!.Value.Line, found.Span.Value.Column).Should().Be((expected, line, column), found.ToString());
        found.Span.Value.File.Should().EndWith("bad.js");
        bench.Texts[found.Span.Value.File].Should().Be(code);
    }

    [Fact]
    public void A_missing_file_a_twice_declared_name_and_a_failing_file_are_reported()
    {
        using var missing = new ScriptBench().WithMissingFile("none.js");
        missing.Library();
        missing.Diagnostics.Items.Single().ToString().Should().Be("p.yaml:3:10: error DM2316: the script file 'none.js' cannot be read: there is no such file");

        using var twice = new ScriptBench().WithFile("a.js", "function f() { return 1; }").WithFile("b.js", "var f = function () { return 2; };");
        twice.Library();
        twice.Diagnostics.Items.Single().Code.Should().Be("DM2317");

        using var failing = new ScriptBench().WithFile("a.js", "var x = 1;\nvar y = x.a.b;");
        failing.Library();
        failing.Diagnostics.Items.Single().ToString().Should().MatchRegex(@"a\.js:2:13: error DM2318: .*cannot read 'b' of x\.a");

        using var endless = new ScriptBench().WithFile("a.js", "while (true) {}");
        endless.Library();
        endless.Diagnostics.Items.Single().Code.Should().Be("DM2318");

        using var large = new ScriptBench().WithFile("a.js", "var x = 1;" + new string(' ', 300_000));
        large.Library();
        large.Diagnostics.Items.Single().Code.Should().Be("DM2313");
    }

    [Fact]
    public void An_empty_script_file_is_fine()
    {
        using var bench = new ScriptBench().WithFile("a.js", "\n// nothing yet\n").WithFile("b.js", "");
        bench.Library();
        bench.Diagnostics.Items.Should().BeEmpty();
    }
}
