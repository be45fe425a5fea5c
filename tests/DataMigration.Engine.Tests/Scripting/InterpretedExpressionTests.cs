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
