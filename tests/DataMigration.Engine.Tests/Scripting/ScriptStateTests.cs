using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

/// <summary>A result depends on nothing but the row, the script and the run's start.</summary>
public sealed class ScriptStateTests
{
    [Theory]
    [InlineData("var cache = {}; function f(x) { cache[x] = 1; return Object.keys(cache).length; }", "f('a')")]
    [InlineData("var list = []; function f(x) { list.push(x); return list.length; }", "f('a')")]
    [InlineData("var o = { n: 0 }; function f() { o.n++; return o.n; }", "f()")]
    [InlineData("function make() { var n = 0; return function () { n = n + 1; return n; }; } var f = make();", "f()")]
    [InlineData("function f() { f.n = (f.n || 0) + 1; return f.n; }", "f()")]
    [InlineData("function f() { Array.prototype.last = 1; return 1; }", "f()")]
    [InlineData("function f() { Math.PI2 = 6; return 1; }", "f()")]
    [InlineData("function f() { Object.prototype.x = 6; return 1; }", "f()")]
    [InlineData("var o = { a: {} }; var b = function () { o.a.b = 1; return 1; }.bind(o);", "b()")]
    public void What_outlives_the_row_cannot_be_changed(string library, string script)
    {
        using var bench = new ScriptBench().WithFile("lib.js", library);
        bench.Evaluate(script).Kind.Should().Be(ScriptResultKind.Error);
    }

    [Theory]
    [InlineData("var RE = /x/g; function f(s) { return RE.test(s); }", "'' + f('x')", "true")]
    [InlineData("function test(re, s) { return re.test(s); }", "'' + test(/x/g, 'x') + test(/x/g, 'x')", "truetrue")]
    [InlineData("function f(s) { return /x/g.test(s); }", "'' + f('x') + f('x')", "truetrue")]
    [InlineData("var D = new Date(0); function f() { var t = D.getTime(); D.setTime(5); return t; }", "'' + f()", "0")]
    [InlineData("var ONLY = /[^0-9]/g; function f(s) { return s.replace(ONLY, ''); }", "f('(555) 1')", "5551")]
    public void What_changes_by_use_starts_afresh_for_every_row(string library, string script, string expected)
    {
        using var bench = new ScriptBench().WithFile("lib.js", library);
        bench.Run([script], (engine, compiled, batch) =>
        {
            for (int i = 0; i < 3; i++) engine.Evaluate(compiled[0], batch, 0).Text.Should().Be(expected);
            return 0;
        });
    }

    [Theory]
    [InlineData("var r = row; r.a = 1; return 1;")]
    [InlineData("var r = row; delete r.a; return 1;")]
    [InlineData("var p = params; p.x = 1; return 1;")]
    [InlineData("var r = run; r.id = 1; return 1;")]
    [InlineData("var r = row; r.other = 1; return 1;")]
    [InlineData("var m = Math; m.random = function () { return 4; }; return 1;")]
    [InlineData("var P = Array.prototype; P.join = function () { return 4; }; return 1;")]
    public void What_planning_cannot_see_fails_when_it_runs(string script)
    {
        using var bench = new ScriptBench().With("a", "x");
        bench.Evaluate(script).Text.Should().MatchRegex("cannot be changed|read-only");
    }

    [Fact]
    public void Changing_a_json_value_changes_a_copy()
    {
        using var bench = new ScriptBench().With("j", DataMigration.Data.DataType.Json, "[3,1,2]");
        bench.Run(["row.j.sort().join() + row.j.push(9)", "row.j.join()"], (engine, compiled, batch) =>
        {
            engine.Evaluate(compiled[0], batch, 0).Text.Should().Be("1,2,34");
            engine.Evaluate(compiled[1], batch, 0).Text.Should().Be("3,1,2");
            return 0;
        });
    }

    [Fact]
    public void The_clock_stands_at_the_start_of_the_run()
    {
        long started = ScriptBench.Started.ToUnixTimeMilliseconds();
        ScriptBench.Result("Date.now()").Number.Should().Be(started);
        ScriptBench.Result("new Date().getTime()").Number.Should().Be(started);
        ScriptBench.Result("+new Date()").Number.Should().Be(started);
        ScriptBench.Result("Date() === String(new Date())").Should().Be(ScriptResult.Of(true));
        ScriptBench.Result("new Date(2020, 0, 2).toISOString()").Text.Should().Be("2020-01-02T00:00:00.000Z");
        ScriptBench.Result("Date.UTC(2020, 0, 2) === Date.parse('2020-01-02')").Should().Be(ScriptResult.Of(true));
    }

    [Fact]
    public void Random_numbers_follow_row_and_script_and_nothing_else()
    {
        using var bench = new ScriptBench().With("a", "x");
        double[] Draw() => bench.Run(["Math.random()", "Math.random() + 0"], (engine, compiled, _) =>
        {
            using var batch = bench.Batch(3);
            var forward = new[] { 0, 1, 2 }.SelectMany(r => compiled.Select(c => engine.Evaluate(c, batch, r).Number)).ToArray();
            var backward = new[] { 2, 1, 0 }.SelectMany(r => compiled.Reverse().Select(c => engine.Evaluate(c, batch, r).Number)).Reverse().ToArray();
            backward.Should().Equal(forward);
            return forward;
        });
        var first = Draw();
        first.Should().OnlyHaveUniqueItems().And.OnlyContain(x => x >= 0 && x < 1);
        Draw().Should().Equal(first);
    }

    [Fact]
    public void Two_engines_on_two_threads_give_right_answers()
    {
        using var bench = new ScriptBench().With("a", DataMigration.Data.DataType.Integer, 7).WithFile("lib.js", "function f(n) { var s = 0; for (var i = 0; i < 5; i++) s += i * n; return String(s).replace(/0/g, 'o'); }");
        var library = bench.Library();
        var compiled = library.For(bench.Schema).Compile(new("f(row.a)", new("p.yaml", 1, 1, 1), false), bench.Diagnostics)!;
        int wrong = 0;
        var threads = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            using var engine = library.CreateEngine();
            using var batch = bench.Batch();
            for (int i = 0; i < 5_000; i++)
                if (engine.Evaluate(compiled, batch, 0).Text != "7o") Interlocked.Increment(ref wrong);
        }, ScriptThread.StackSize)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        wrong.Should().Be(0);
    }

    [Theory]
    [InlineData("(function () { return this; })() === undefined")]
    [InlineData("typeof eval === 'undefined'")]
    [InlineData("typeof Function === 'undefined'")]
    [InlineData("typeof System === 'undefined' && typeof importNamespace === 'undefined'")]
    [InlineData("var c = 'constr' + 'uctor'; try { return (function () {})[c] === Object; } catch (e) { return e instanceof TypeError; }")]
    [InlineData("typeof Object['defineProp' + 'erty'] === 'undefined'")]
    [InlineData("try { Object.create({}, { x: { get: function () { return 1; } } }); return false; } catch (e) { return e instanceof TypeError; }")]
    public void Nothing_leads_out(string script) => ScriptBench.Result(script).Should().Be(ScriptResult.Of(true));
}
