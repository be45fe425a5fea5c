using DataMigration.Data;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

/// <summary>Which scripts run compiled, and what modern JavaScript means there.</summary>
public sealed class CompiledPathTests
{
    private static ScriptBench Bench() => new ScriptBench().With("name", "Ann Lee").With("level", "GOLD").With("phone", "(415) 555-2671").With("none", null).With("n", DataType.Integer, 7)
        .With("total", DataType.Decimal(12, 2), (Int128)123450).With("uni", " Ünï\U0001F600 ").With("j", DataType.Json, """{"a":[1,{"b":"x"}],"n":null}""")
        .WithFile("lib.js", "const LEVELS = { GOLD: 'Vip' };\nconst pad = (s, w = 5) => s.padStart(w, '0');\nfunction fullName({ first, last = 'none' }) { return `${last}, ${first}`; }\nfunction depth(n) { return n === 0 ? 0 : 1 + depth(n - 1); }");

    [Theory]
    [InlineData("row.level === 'GOLD' ? 'Vip' : 'Regular'", "Vip")]
    [InlineData("`Hello ${row.name}, ${1 + 2} ${null}`", "Hello Ann Lee, 3 null")]
    [InlineData("const d = row.phone.replace(/[^0-9]/g, ''); return d.length === 10 ? '+1-' + d.substr(0, 3) + '-' + d.slice(3, 6) + '-' + d.substring(6) : d;", "+1-415-555-2671")]
    [InlineData("row.none?.trim().length ?? 'nothing'", "nothing")]
    [InlineData("[1, 2, 3].map(x => x * 2).filter(x => x > 2).join('-')", "4-6")]
    [InlineData("let s = ''; for (const c of row.uni) s += c + '|'; return s;", " |Ü|n|ï|\U0001F600| |")]
    [InlineData("const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map(f => f()).join();", "0,1,2")]
    [InlineData("const { a: [x, { b }], missing = 5, ...rest } = row.j; return x + b + missing + JSON.stringify(rest);", "1x5{\"n\":null}")]
    [InlineData("let [a, b] = [1, 2]; [a, b] = [b, a]; return `${a}${b}`;", "21")]
    [InlineData("outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (b === 2) continue outer; if (a === 3) break outer; } } return 'ok';", "ok")]
    [InlineData("try { null.x; } catch { return 'caught'; } finally { row.n; }", "caught")]
    [InlineData("try { x; let x = 1; } catch (e) { return e.name; }", "ReferenceError")]
    [InlineData("let v; v ??= 3; v ||= 4; v &&= v ** 2; return String(v);", "9")]
    [InlineData("Math.max(...[1, 5, 3], ...new Set([9])) + Object.entries({ k: 1 }).flat().join()", "9k,1")]
    [InlineData("LEVELS[row.level] + pad('12') + fullName({ first: 'Ann' })", "Vip00012none, Ann")]
    [InlineData("String(depth(800))", "800")]
    [InlineData("String((function f(n) { return n < 2 ? 1 : n * f(n - 1); })(5))", "120")]
    [InlineData("const o = { n: 2, twice() { return this.n * 2; }, ['k' + 1]: 1 }; return o.twice() + JSON.stringify(o);", "4{\"n\":2,\"k1\":1}")]
    [InlineData("new Map([['a', 1]]).get('a') + '2024-02-30'.replaceAll('-', '/').split('/').at(-1)", "130")]
    [InlineData("'a1b22'.match(/(?<digits>\\d+)$/).groups.digits + /b/i.test('B')", "22true")]
    [InlineData("switch (row.level) { case 'SILVER': return 'S'; case 'GOLD': { const x = 'G'; return x; } default: return '?'; }", "G")]
    [InlineData("var s = 0; do { s += 2; } while (s < 9); for (var k in { a: 1, b: 2 }) s += k; return s;", "10ab")]
    [InlineData("let seen = ''; try { row.n.trim(seen += 'argument'); } catch (e) { return seen + e.name; }", "argumentTypeError")]
    [InlineData("NaN.toFixed(2) + Infinity.toString()", "NaNInfinity")]
    [InlineData("row => row.name", "Ann Lee")]
    [InlineData("(r) => { const n = r.name; return n + row.level; };", "Ann LeeGOLD")]
    [InlineData("({ name, level, missing = '!' }) => `${name} ${level}${missing}`", "Ann Lee GOLD!")]
    [InlineData("function first(r) { return r.name.split(' ')[0]; }", "Ann")]
    [InlineData("() => row.name", "Ann Lee")]
    [InlineData("const r = row; return String(row === row) + [row].includes(r) + (r === row) + r.name", "truetruetrueAnn Lee")]
    [InlineData("const i = new Map([['a', 1], ['b', 2]]).keys(); const [x] = i; return x + i.next().value + i.next().done + String(i) + Array.isArray([1].entries()) + [...'a1b2'.matchAll(/\\d/g)].map(m => m[0] + m.index)", "abtrue[object Map Iterator]false11,23")]
    [InlineData("const s = new Set([1, 2, 3]); let seen = ''; for (const x of s) { seen += x; if (x === 1) { s.delete(2); s.add(4); } } s.forEach(x => { if (x === 4) s.add(5); seen += x; }); return seen + s.size", "13413454")]
    [InlineData("const a = [1, 2]; const v = a.values(); a.push(3); return [...v, ...v].join('')", "123")]
    [InlineData("Object.keys({ b: 1, '1\\0': 2, 2: 3, 1: 4 }).length + Object.keys({ b: 1, '1\\0': 2, 2: 3 })[0]", "42")]
    public void Modern_JavaScript_runs_compiled(string script, string expected)
    {
        using var bench = Bench();
        bench.Run([script], (engine, compiled, batch) =>
        {
            compiled[0].Detour.Should().BeNull();
            engine.Evaluate(compiled[0], batch, 0).Should().Be(ScriptResult.Of(expected));
            return 0;
        });
    }

    [Theory]
    [InlineData("function P(n) { this.n = n; } return new P(row.n).n;", "'new P'")]
    [InlineData("function (r) { function P(n) { this.n = n; } return new P(r.n).n; }", "'new P'")]
    [InlineData("Array.prototype.slice.call([1, 2]).length + 5", "'Array.prototype'")]
    [InlineData("var m = Math; return m.abs(-7);", "'Math' as a value")]
    public void What_is_not_compiled_goes_to_Jint_and_says_why(string script, string why)
    {
        using var bench = Bench();
        bench.Run([script], (engine, compiled, batch) =>
        {
            compiled[0].Detour.Should().Contain(why);
            engine.Evaluate(compiled[0], batch, 0).Should().Be(ScriptResult.Of(7.0));
            return 0;
        });
    }

    [Fact]
    public void A_function_that_is_not_compiled_takes_only_those_along_that_call_it()
    {
        using var bench = new ScriptBench().WithFile("lib.js", "function modern(s) { return `${s}!`; }\nfunction P() { this.n = 7; }\nfunction old() { return new P().n; }");
        bench.Run(["modern('a')", "old()"], (engine, compiled, batch) =>
        {
            compiled.Select(c => c.Detour is null).Should().Equal(true, false);
            engine.Evaluate(compiled[0], batch, 0).Should().Be(ScriptResult.Of("a!"));
            engine.Evaluate(compiled[1], batch, 0).Should().Be(ScriptResult.Of(7.0));
            return 0;
        });
    }

    [Fact]
    public void Values_and_truths_of_a_block_come_one_after_the_other()
    {
        using var bench = Bench();
        bench.Run(["row.name", "row.n > 5", "row.none.x"], (engine, compiled, _) =>
        {
            using var batch = bench.Batch(3);
            var seen = new Seen();
            engine.Map(compiled[0], batch, [0, 2], seen);
            engine.Test(compiled[1], batch, [1], seen);
            engine.Test(compiled[2], batch, [0], seen);
            seen.Lines.Should().HaveCount(4);
            seen.Lines[..3].Should().Equal("0 Ann Lee", "2 Ann Lee", "1 True");
            seen.Lines[3].Should().Contain("cannot read 'x' of row.none");
            return 0;
        });
    }

    private sealed class Seen : IScriptSink, IScriptVerdicts
    {
        public List<string> Lines { get; } = [];

        public void Take(int row, ScriptResult result) => Lines.Add($"{row} {result.Text}");

        public void Take(int row, ReadOnlySpan<byte> text) => Lines.Add($"{row} {System.Text.Encoding.ASCII.GetString(text)}");

        public void Take(int row, bool isTrue) => Lines.Add($"{row} {isTrue}");

        public void Fail(int row, string message) => Lines.Add(message);
    }
}
