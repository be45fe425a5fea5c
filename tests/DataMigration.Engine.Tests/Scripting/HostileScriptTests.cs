using System.Diagnostics;
using DataMigration.Failures;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

/// <summary>Scripts in today's syntax that want to hang the process, end it or eat its memory. Whichever way they run, each costs one row or is refused.</summary>
public sealed class HostileScriptTests
{
    private const long MostMemory = 600L * 1024 * 1024;

    public static TheoryData<string> Scripts =>
    [
        // what never ends
        "while (true); return 1;",
        "for (const x of [1]) { for (;;) {} } return 1;",
        "let i = 0; do { i += 0.1; } while (i !== 1); return i;",
        "const a = [1]; for (const x of a) a.push(x); return a.length;",
        "const a = [1]; a.forEach(function f() { a.push(1); a.forEach(f); }); return a.length;",
        "let i = 0; outer: while (true) { while (true) { i++; continue outer; } } return i;",
        "let s = 'a'; while (s.includes('a')) s = s.replace('a', 'aa'); return s;",
        "const f = () => { try { return f(); } catch (e) { return f(); } finally { f(); } }; return f();",
        "let n = 0; for (let i = 0; i < 1e9; i++) n += [1, 2, 3].map(x => x * 2).length; return n;",
        "for (let i = 0; i < 1e9; i++) { 'a'.padStart(1000); } return 1;",
        // what recurses
        "const f = () => f(); return f();",
        "const f = n => n + (1 + (1 + f(n + 1))); return f(0);",
        "const f = () => [3, 1, 2].sort(() => f()); return f();",
        "const f = m => 'aa'.replace(/a/g, f); return f();",
        "const f = m => 'aa'.replaceAll('a', f); return f();",
        "const f = () => [1].map(f); return f();",
        "const f = () => [1].reduce(f, 0); return f();",
        "const f = () => [1].filter(f).some(f); return f();",
        "const f = x => `${f(x)}`; return f(1);",
        "const o = { toString() { return `${o}`; } }; return `${o}`;",
        "const o = { toString: () => o + '' }; return o + '';",
        "const o = { valueOf: () => +o }; return o * 2;",
        "const o = { toString: () => [o].join() }; return [o].join();",
        "const o = { toJSON: () => JSON.stringify(o) }; return JSON.stringify(o);",
        "const f = (a = f()) => a; return f();",
        "const a = []; a.push(a); return JSON.stringify(a);",
        "const a = []; a.push(a); return a;",
        "const o = {}; o.o = o; return o;",
        "const a = []; a.push(a, a); return a.flat(Infinity).length;",
        "let a = []; for (let i = 0; i < 50000; i++) a = [a]; return JSON.stringify(a);",
        "let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a;",
        "let a = []; for (let i = 0; i < 50000; i++) a = [a]; return `${a}`;",
        "let a = []; for (let i = 0; i < 50000; i++) a = [a]; return a.flat(Infinity);",
        "let o = {}; for (let i = 0; i < 50000; i++) o = { o }; return o;",
        "return JSON.parse('['.repeat(100000));",
        "return JSON.parse('{\"a\":'.repeat(100000));",
        // what grows
        "let s = 'x'; for (let i = 0; i < 60; i++) s += s; return s.length;",
        "let s = 'x'; for (let i = 0; i < 60; i++) s = `${s}${s}`; return s.length;",
        "let s = 'é'; for (let i = 0; i < 60; i++) s = s.concat(s); return s.length;",
        "let s = 'xxxxxxxxxx'; for (let i = 0; i < 9; i++) s = s.replaceAll('x', s); return s.length;",
        "let s = 'xxxxxxxxxx'; for (let i = 0; i < 9; i++) s = s.replace(/x/g, () => s); return s.length;",
        "let s = 'xxxxxxxxxx'; for (let i = 0; i < 9; i++) s = s.replace(/x/g, '$&$`$\\''); return s.length;",
        "return 'x'.repeat(2 ** 31).length;",
        "return 'x'.padEnd(1e12).length;",
        "return 'x'.repeat(4e6).split('').length;",
        "let a = [1, 2]; for (let i = 0; i < 60; i++) a = [...a, ...a]; return a.length;",
        "let a = [1, 2]; for (let i = 0; i < 60; i++) a = a.concat(a); return a.length;",
        "let a = [1, 2]; for (let i = 0; i < 60; i++) a = [a, a]; return JSON.stringify(a).length;",
        "let a = [1, 2]; for (let i = 0; i < 60; i++) a = [a, a]; return `${a}`;",
        "const a = []; a[4294967294] = 1; return a.join();",
        "const a = []; a.length = 4294967295; return a.map(x => 1).length;",
        "return Array.from({ length: 1e9 }, (_, i) => i).length;",
        "return new Array(1e9).fill(0).length;",
        "const all = []; for (;;) all.push('x'.repeat(1000)); return 1;",
        "const o = {}; for (let i = 0; ; i++) o['k' + i] = i; return 1;",
        "const all = []; for (;;) all.push(() => all); return 1;",
        "const m = 'a'.repeat(900000).match(/a/g); return m.length;",
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void It_costs_one_row_or_is_refused(string script)
    {
        using var bench = new ScriptBench();
        if (bench.Compile(script) is null) return;
        long most = 0;
        using var watching = new Timer(_ => most = Math.Max(most, Process.GetCurrentProcess().WorkingSet64), null, 0, 20);
        long before = Process.GetCurrentProcess().WorkingSet64;
        bench.Run([script, "1 + 1"], (engine, compiled, batch) =>
        {
            try
            {
                var result = engine.Evaluate(compiled[0], batch, 0);
                result.Kind.Should().Be(ScriptResultKind.Error, result.ToString());
                result.Text.Should().StartWith("The script failed at p.yaml:10:").And.EndWith(".");
            }
            catch (MigrationException e)
            {
                e.Diagnostic.Code.Should().Be("DM2350", "only the clock may end a run");
            }
            // The engine goes on as if nothing had happened.
            engine.Evaluate(compiled[1], batch, 0).Should().Be(ScriptResult.Of(2.0));
            return 0;
        });
        (most - before).Should().BeLessThan(MostMemory);
    }

    /// <summary>Some of them are answered in linear time, others stopped by the clock; none may take long.</summary>
    [Theory]
    [InlineData("return /^(a+)+$/.test('a'.repeat(40) + '!');")]
    [InlineData("return /^(a|a)*$/.test('a'.repeat(50) + '!');")]
    [InlineData("return /(?=(a+)+b)c/.test('a'.repeat(40));")]
    [InlineData("return /^(?:(a+)+)\\1$/.test('a'.repeat(41) + '!');")]
    [InlineData("return 'a'.repeat(40).replace(/(a+)+(?=!)/g, '');")]
    [InlineData("return 'a'.repeat(40).split(/(a+)+(?=!)/).length;")]
    [InlineData("return /(x+x+)+y/.test('x'.repeat(60));")]
    [InlineData("return /a*a*a*a*a*a*a*b/.test('a'.repeat(20000));")]
    [InlineData("return /\\d+x/.test('1'.repeat(100000));")]
    [InlineData("return 'a'.repeat(100000).replace(/(a|aa)+$/, '').length;")]
    public void An_expression_that_tries_everything_ends(string script)
    {
        using var bench = new ScriptBench();
        if (bench.Compile(script) is null) return;
        bench.Evaluate(script).Kind.Should().BeDefined();
    }

    [Theory]
    [InlineData("'\\ud800'.repeat(900000).normalize().length")]
    [InlineData("'\\ufffe'.repeat(900000).normalize().length")]
    public void A_text_of_damaged_characters_is_normalised(string script)
    {
        using var bench = new ScriptBench();
        bench.Evaluate(script).Number.Should().Be(900_000);
    }

    /// <summary>Jint's own functions of dates count through the years one by one, where no budget of ours looks.</summary>
    [Theory]
    [InlineData("Date.UTC(2024, 1e21, 1)")]
    [InlineData("new Date(2024, -1e300).getTime()")]
    [InlineData("var d = new Date(0); d.setMonth(1e21); return d.getTime();")]
    public void A_month_beyond_all_calendars_is_no_date_at_once(string script)
    {
        using var bench = new ScriptBench { InterpretsAll = true };
        bench.Evaluate(script).Number.Should().Be(double.NaN);
    }

    public static TheoryData<string> Sources => new()
    {
        new string('(', 100_000) + "1" + new string(')', 100_000),
        new string('[', 100_000) + new string(']', 100_000),
        string.Concat(Enumerable.Repeat("{a:", 50_000)) + "1" + new string('}', 50_000),
        string.Concat(Enumerable.Repeat("`${", 20_000)) + "1" + string.Concat(Enumerable.Repeat("}`", 20_000)),
        string.Concat(Enumerable.Repeat("x => ", 20_000)) + "1",
        string.Concat(Enumerable.Repeat("() => {", 20_000)) + new string('}', 20_000),
        string.Join(" ?? ", Enumerable.Repeat("null", 50_000)),
        string.Join(" ** ", Enumerable.Repeat("1", 50_000)),
        "row" + string.Concat(Enumerable.Repeat("?.x", 50_000)),
        "'" + new string('x', 2_000_000) + "'",
        "/" + new string('(', 50_000) + new string(')', 50_000) + "/.test('')",
        "/" + string.Concat(Enumerable.Repeat("(?:", 50_000)) + "a" + new string(')', 50_000) + "/.test('')",
        "/(a{1000}){1000}/.test('" + new string('a', 1000) + "')",
        "/a{99999999}/.test('a')",
        string.Concat(Enumerable.Repeat("if (1) {", 20_000)) + "return 1;" + new string('}', 20_000),
        string.Concat(Enumerable.Repeat("let [", 1)) + string.Concat(Enumerable.Repeat("[", 50_000)) + "a" + string.Concat(Enumerable.Repeat("]", 50_000)) + "] = 1; return a;",
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Deep_or_long_source_is_refused_or_runs(string script)
    {
        using var bench = new ScriptBench();
        bool compiles = ScriptBench.Watched(() => bench.Compile(script)) is not null;
        if (compiles) bench.Evaluate(script).Kind.Should().BeDefined();
        else bench.Diagnostics.Items.Should().NotBeEmpty();
    }
}
