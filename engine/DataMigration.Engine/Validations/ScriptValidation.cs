using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;

namespace DataMigration.Validations;

public sealed record ScriptOptions
{
    [Option("A JavaScript expression or function body over the mapped row; the row passes when it is true.", Example = "row.created_at >= params.cutoff", Shorthand = true)]
    public required ScriptText Script { get; init; }
}

[Component(ComponentKind.Validation, "script", "A script must be true for the row. One that throws rejects the row with its own message.",
    Example = "script: row.balance >= 0 || row.type === 'Vip'")]
public sealed class ScriptValidation(ScriptOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context) => context.Scripts.Compile(options.Script, context.Diagnostics) is { } script
        ? new RowRule(script, [.. script.Fields.Select(f => context.Schema[f].Name)], context.Rule)
        : null;

    private sealed class RowRule(CompiledScript script, string[] fields, Rule rule) : IRowRule
    {
        // The author's message says what was expected of the row; a script that failed says so itself.
        private readonly Rule _failed = rule with { Message = null };
        private readonly string _message = $"The script '{RuleTexts.Cut(script.Script.Text.Trim())}' is not true.";

        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker) => worker.Scripts.Test(script, batch, rows, new Verdicts(this, batch));

        private void Fail(RecordBatch batch, int row, string? message)
        {
            // A field that it reads has failed already, so what it says is about that.
            foreach (string field in fields)
                if (batch.Failures.IsPoisoned(row, field)) return;
            if (message is null) batch.Failures.Fail(row, rule, null, null, _message);
            else batch.Failures.Fail(row, _failed, null, null, message);
        }

        private sealed class Verdicts(RowRule rule, RecordBatch batch) : IScriptVerdicts
        {
            public void Take(int row, bool isTrue)
            {
                if (!isTrue) rule.Fail(batch, row, null);
            }

            public void Fail(int row, string message) => rule.Fail(batch, row, message);
        }
    }
}
