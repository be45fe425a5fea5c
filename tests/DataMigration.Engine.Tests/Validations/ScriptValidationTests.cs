using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Scripting;
using DataMigration.Validations;
using static DataMigration.Tests.Validations.RuleTesting;

namespace DataMigration.Tests.Validations;

public sealed class ScriptValidationTests
{
    private static readonly ScriptValidation Scripted = new(new ScriptOptions { Script = new ScriptText("row.x >\n0", Somewhere, false) });

    [Fact]
    public void The_row_passes_when_the_result_is_truthy()
    {
        using var batch = Batch(("x:text", ["true", "1", "text", "false", "0", "", null]));
        Findings(Scripted, batch, new Echo(), new Compiler()).Should().Equal(new[] { 3, 4, 5, 6 }.Select(row => $"{row}: The script 'row.x > 0' is not true."));
        batch.Failures.Failures.Should().OnlyContain(f => f.Field == null);
    }

    [Fact]
    public void A_script_that_throws_speaks_for_itself()
    {
        using var batch = Batch(("x:text", ["throw"]));
        var ruled = TheRule with { Message = "Too old." };
        var compiled = Scripted.Compile(Context(batch.Schema, new(), new Compiler()) with { Rule = ruled })!;
        using var worker = new DataMigration.Planning.Worker(() => new Echo());
        compiled.Check(batch, [0], worker);
        batch.Failures.Failures.Single().Message.Should().Be("It threw.");
        batch.Failures.Failures.Single().Rule.Code.Should().Be("the-rule");
    }

    [Fact]
    public void It_keeps_quiet_where_a_field_it_reads_has_failed()
    {
        using var batch = Batch(("x:text", ["false", "throw", "false"]));
        foreach (int row in new[] { 0, 1 }) batch.Failures.Fail(row, new Rule(Stage.Mapping, "type", null), "x", null, "x is bad.");
        Findings(Scripted, batch, new Echo(), new Compiler()).Should().Equal("0: x is bad.", "1: x is bad.", "2: The script 'row.x > 0' is not true.");
    }

    [Fact]
    public void A_script_that_does_not_compile_gives_no_rule() =>
        Scripted.Compile(Context(Schema("x:text"), new(), new Compiler(false))).Should().BeNull();

    private sealed class Compiler(bool compiles = true) : ScriptCompiler
    {
        public override CompiledScript? Compile(ScriptText script, DiagnosticBag diagnostics) => compiles ? new CompiledScript(0, script, [0]) : null;
    }

    /// <summary>Returns what the field says.</summary>
    private sealed class Echo : ScriptEngine
    {
        public override ScriptResult Evaluate(CompiledScript script, RecordBatch batch, int row) => ((TextColumn)batch[0]).GetString(row) switch
        {
            null => ScriptResult.Null,
            "true" => ScriptResult.Of(true),
            "false" => ScriptResult.Of(false),
            "1" => ScriptResult.Of(1.0),
            "0" => ScriptResult.Of(0.0),
            "throw" => ScriptResult.Error("It threw."),
            var text => ScriptResult.Of(text),
        };

        public override void Dispose() { }
    }
}
