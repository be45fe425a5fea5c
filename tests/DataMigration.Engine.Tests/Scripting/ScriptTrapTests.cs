using DataMigration.Failures;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

/// <summary>Scripts that ended or hung whole processes in spite of Jint's limits. Each must cost one row, in bounded time.</summary>
public sealed class ScriptTrapTests
{
    [Theory]
    // what never ends
    [InlineData("while (true) {} return 1;")]
    [InlineData("for (;;); return 1;")]
    [InlineData("do {} while (true); return 1;")]
    [InlineData("var i = 0; while (i >= 0) i++; return i;")]
    [InlineData("var a = []; while (true) a.push(1); return a;")]
    [InlineData("try { while (true) {} } catch (e) { return 'caught'; } finally { return 'finally'; }")]
    [InlineData("function f() { try { f(); } catch (e) { f(); } } f(); return 1;")]
    // what recurses
    [InlineData("function f() { return f(); } return f();")]
    [InlineData("function f(n) { return n + (1 + (1 + (1 + f(n)))); } return f(0);")]
    [InlineData("function f() { [1, 2].sort(function () { return f(); }); } f(); return 1;")]
    [InlineData("function f() { return 'a'.replace(/a/, f); } return f();")]
    [InlineData("function f() { [1].map(f); } f(); return 1;")]
    [InlineData("function f() { [1].reduce(f, 0); } f(); return 1;")]
    [InlineData("function f() { return f.call(null); } return f();")]
    [InlineData("function f() { return f.apply(null, [1]); } return f();")]
    [InlineData("function F() { return new F(); } return new F();")]
    [InlineData("var o = { toString: function () { return o + ''; } }; return o + '';")]
    [InlineData("var o = { valueOf: function () { return +o; } }; return +o;")]
    [InlineData("var o = { toJSON: function () { return JSON.stringify(o); } }; return JSON.stringify(o);")]
    [InlineData("var a = []; a[0] = a; return a;")]
    [InlineData("var a = []; for (var i = 0; i < 20000; i++) a = [a]; return JSON.stringify(a);")]
    [InlineData("var a = []; for (var i = 0; i < 20000; i++) a = [a]; return a;")]
    [InlineData("var a = []; for (var i = 0; i < 20000; i++) a = [a]; return String(a);")]
    [InlineData("var s = ''; for (var i = 0; i < 20000; i++) s += '['; return JSON.parse(s);")]
    [InlineData("var e = new Error('x'); e.name = e; return String(e);")]
    [InlineData("var o = {}; o.toString = Object.prototype.toLocaleString; return String(o);", true)]
    [InlineData("var c = Function; return 1;", true)]
    [InlineData("var f = function () { return 1; }; for (var i = 0; i < 20000; i++) f = f.bind(null); return f();")]
    [InlineData("function F() {} var p = {}; for (var i = 0; i < 20000; i++) { F.prototype = p; p = new F(); } return p.nothing;")]
    [InlineData("var p = {}; for (var i = 0; i < 20000; i++) p = Object.create(p); return p.nothing;")]
    [InlineData("var l = []; for (var i = 0; i < 20000; i++) l[i] = Array.prototype.concat.call; return l[0].apply(l[0], l);")]
    // what grows
    [InlineData("var s = 'x'; for (var i = 0; i < 40; i++) s += s; return s.length;")]
    [InlineData("var s = 'x'; for (var i = 0; i < 40; i++) s = s + s; return s.length;")]
    [InlineData("var s = 'x'; for (var i = 0; i < 40; i++) s = s.concat(s); return s.length;")]
    [InlineData("var s = 'x'; for (var i = 0; i < 40; i++) s = [s, s].join(''); return s.length;")]
    [InlineData("var s = 'xxxxxxxxxx'; for (var i = 0; i < 9; i++) s = s.replace(/x/g, s); return s.length;")]
    [InlineData("var a = [1, 2]; for (var i = 0; i < 40; i++) a = a.concat(a); return a.length;")]
    [InlineData("var a = [1, 2]; for (var i = 0; i < 60; i++) a = [a, a]; return JSON.stringify(a).length;")]
    [InlineData("var a = [1, 2]; for (var i = 0; i < 60; i++) a = [a, a]; return a;")]
    [InlineData("return new Array(5e7).join('x');")]
    [InlineData("var a = []; a[4000000000] = 1; return a.indexOf(7);")]
    [InlineData("return new Array(4000000000).reverse();")]
    [InlineData("return Math.max.apply(null, new Array(400000000));")]
    [InlineData("return Array.prototype.slice.call({ length: 4000000000 });")]
    // regular expressions that try everything, and can be matched in no other way
    [InlineData("return /^(?=(a+)+$)/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!');")]
    [InlineData("return new RegExp('^(?=(a+)+$)').test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!');")]
    [InlineData("return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/^(a+)+\\1$/, '');")]
    [InlineData("return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.split(/^(a+)+$/);")]
    public void A_trap_costs_one_row(string script, bool whenPlanning = false)
    {
        using var bench = new ScriptBench();
        if (whenPlanning)
        {
            bench.Compile(script).Should().BeNull();
            return;
        }
        bench.Run([script, "1 + 1"], (engine, compiled, batch) =>
        {
            var result = engine.Evaluate(compiled[0], batch, 0);
            result.Kind.Should().Be(ScriptResultKind.Error, result.ToString());
            result.Text.Should().StartWith("The script failed at p.yaml:10:").And.EndWith(".");
            // The engine goes on as if nothing had happened.
            engine.Evaluate(compiled[1], batch, 0).Should().Be(ScriptResult.Of(2.0));
            return 0;
        });
    }

    [Theory]
    [InlineData("'aab'.match(/a*/g).join('|')", "aa||")]
    [InlineData("'xx'.match(/y*/g).length + ''", "3")]
    [InlineData("'a b'.match(/\\b/g).length + ''", "4")]
    [InlineData("'' + 'ab'.match(/c/g) + 'ab'.match(/b/).index", "null1")]
    public void A_pattern_that_matches_nothing_ends(string script, string expected)
    {
        using var bench = new ScriptBench { InterpretsAll = true };
        bench.Evaluate(script).Text.Should().Be(expected);
    }

    /// <summary>What other engines try every way of matching for, the compiled path matches in linear time.</summary>
    [Theory]
    [InlineData("'' + /^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "false")]
    [InlineData("'' + new RegExp('^(a+)+$').test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "false")]
    [InlineData("'' + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match('^(a+)+$')", "null")]
    [InlineData("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/^(a+)+$/, '').slice(-2)", "a!")]
    public void A_regular_expression_with_many_ways_to_match_is_none(string script, string expected) => ScriptBench.Result(script).Text.Should().Be(expected);

    [Fact]
    public void Doubling_many_times_in_one_statement_is_stopped_as_well()
    {
        ScriptBench.Result($"var s = 'xxxxxxxxxxxxxxxx'; {string.Join(" ", Enumerable.Repeat("(s = s + s),", 45))} 0; return s.length;").Text.Should().Contain("memory");
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(5_000)]
    [InlineData(250)]
    public void Nested_parentheses_are_refused_when_planning(int depth)
    {
        using var bench = new ScriptBench();
        bench.Compile(new string('(', depth) + "1" + new string(')', depth)).Should().BeNull();
        bench.Diagnostics.Items.Should().ContainSingle().Which.Code.Should().BeOneOf("DM2313", "DM2314");
    }

    public static TheoryData<string> Chains => new()
    {
        string.Join("+", Enumerable.Repeat("1", 50_000)),
        string.Join("+", Enumerable.Repeat("1", 30_000)),
        new string('!', 60_000) + "1",
        string.Concat(Enumerable.Repeat("- ", 30_000)) + "1",
        string.Concat(Enumerable.Repeat("1?1:", 15_000)) + "1",
        "var a; " + string.Concat(Enumerable.Repeat("a=", 30_000)) + "1; return a;",
        string.Concat(Enumerable.Repeat("if(1)", 12_000)) + "return 1;",
        string.Concat(Enumerable.Repeat("new ", 15_000)) + "Object",
        "Object" + string.Concat(Enumerable.Repeat(".x", 30_000)),
        "Object" + string.Concat(Enumerable.Repeat("()", 30_000)),
        string.Concat(Enumerable.Repeat("typeof ", 9_000)) + "1",
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void Long_chains_are_refused_when_planning(string script)
    {
        using var bench = new ScriptBench();
        bench.Compile(script).Should().BeNull();
        bench.Diagnostics.Items.Should().ContainSingle().Which.Code.Should().BeOneOf("DM2313", "DM2314");
    }

    [Fact]
    public void Chains_of_a_sensible_length_pass() =>
        ScriptBench.Result(string.Join("+", Enumerable.Repeat("1", 300))).Number.Should().Be(300);

    [Fact]
    public void Recursion_of_a_sensible_depth_passes() =>
        ScriptBench.Result("function f(n) { return n === 0 ? 0 : 1 + f(n - 1); } return f(800);").Number.Should().Be(800);

    [Fact]
    public void Limits_hold_for_each_call_and_not_for_all()
    {
        using var bench = new ScriptBench { Limits = new ScriptLimits { Statements = 60, Bytes = 1024 * 1024 } };
        bench.Run(["var n = 0; for (var i = 0; i < 10; i++) { n += i; } return n;", "var n = 0; for (var i = 0; i < 100; i++) { n += i; } return n;"], (engine, compiled, batch) =>
        {
            for (int i = 0; i < 10_000; i++) engine.Evaluate(compiled[0], batch, 0).Number.Should().Be(45);
            engine.Evaluate(compiled[1], batch, 0).Text.Should().Contain("more than 60 statements");
            engine.Evaluate(compiled[0], batch, 0).Number.Should().Be(45);
            return 0;
        });
    }

    [Fact]
    public void Ten_thousand_failures_leave_nothing_behind()
    {
        using var bench = new ScriptBench();
        bench.Run(["function f(n) { if (n > 20) throw new Error('deep'); return f(n + 1); } return f(0);", "[3, 1, 2].sort(function (a, b) { return a - b; }).join('')"], (engine, compiled, batch) =>
        {
            for (int i = 0; i < 10_000; i++) engine.Evaluate(compiled[0], batch, 0).Text.Should().Contain("deep");
            engine.Evaluate(compiled[1], batch, 0).Text.Should().Be("123");
            return 0;
        });
    }

    [Fact]
    public void The_wall_clock_ends_the_run_and_names_the_script()
    {
        using var bench = new ScriptBench { Limits = new ScriptLimits { Statements = int.MaxValue, Bytes = long.MaxValue / 2, Time = TimeSpan.FromMilliseconds(200) } };
        var act = () => bench.Evaluate("while (true) {}\nreturn 1;");
        var failure = act.Should().Throw<MigrationException>().Which;
        failure.Diagnostic.Code.Should().Be("DM2350");
        failure.Diagnostic.ToString().Should().StartWith("p.yaml:10:5").And.Contain("0.2 seconds");
        failure.Diagnostic.Remedy.Should().Contain("data.csv:2");
    }

    [Fact]
    public void A_returned_text_has_a_bound() =>
        ScriptBench.Result("var s = 'xxxxxxxxxxxxxxxx'; while (s.length < 5000000) s += s; return s;").Text.Should().Contain("are allowed");
}
