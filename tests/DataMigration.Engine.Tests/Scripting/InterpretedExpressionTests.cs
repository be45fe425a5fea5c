using System.Globalization;
using DataMigration.Data;

namespace DataMigration.Tests.Scripting;

/// <summary>An expression that Jint runs is no function any more; it must not notice.</summary>
public sealed class InterpretedExpressionTests
{
    [Theory]
    [InlineData("arguments.length + ':' + (arguments[0] === row)", "1:true")]
    [InlineData("(function () { return arguments.length; })(1, 2) + row.name", "2Ann")]
    [InlineData("this === undefined ? 'none' : 'some'", "none")]
    [InlineData("typeof row + (function () { return row.name; })()", "objectAnn")]
    [InlineData("[1, 2].map(function (n) { return n + row.name; }).join()", "1Ann,2Ann")]
    [InlineData("function (r) { return r.name + arguments.length; }", "Ann1")]
    [InlineData("return row.name + arguments.length;", "Ann1")]
    public void Means_what_it_means_as_a_function(string script, string expected)
    {
        using var bench = new ScriptBench { InterpretsAll = true }.With("name", "Ann");
        bench.Evaluate(script).Text.Should().Be(expected);
    }

    [Theory]
    [InlineData("var v = 1; return v += (v += v);", "3")]
    [InlineData("var v = 'a'; return v += (v = 'b');", "ab")]
    [InlineData("var v = 8; return v -= v++;", "0")]
    [InlineData("var o = { n: 2 }; return o.n *= (o.n = 5);", "10")]
    [InlineData("var v = 10; try { row.age[v += 1]; } catch (e) { return v; } return 0;", "11")]
    [InlineData("var v = 10; try { row.age[v += 1](); } catch (e) { return v; } return 0;", "11")]
    public void What_stands_left_is_read_first(string script, string expected)
    {
        foreach (bool interprets in (bool[])[false, true])
        {
            using var bench = new ScriptBench { InterpretsAll = interprets }.With("age", null);
            var result = bench.Evaluate(script);
            (result.Text ?? result.Number.ToString(CultureInfo.InvariantCulture)).Should().Be(expected, interprets ? "interpreted" : "compiled");
        }
    }

    [Fact]
    public void Sees_the_row_at_hand_also_behind_one_that_failed()
    {
        using var bench = new ScriptBench { InterpretsAll = true };
        bench.With("name", "Ann").With("age", DataType.Text, null).Run(["row.age.length", "row.name.length + 1"], (engine, scripts, batch) =>
        {
            engine.Evaluate(scripts[0], batch, 0).Text.Should().Contain("cannot read 'length' of row.age");
            engine.Evaluate(scripts[1], batch, 0).Number.Should().Be(4);
            return true;
        });
    }
}
