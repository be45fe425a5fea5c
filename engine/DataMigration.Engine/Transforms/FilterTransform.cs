using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;

namespace DataMigration.Transforms;

public sealed record FilterOptions
{
    [Option("A JavaScript expression or function body over the source row; rows for which it is true go on.", Example = "row.is_deleted !== 'Y'", Shorthand = true)]
    public required ScriptText Script { get; init; }
}

[Component(ComponentKind.Transform, "filter", "Keeps the rows for which a script is true; the others are counted as filtered.", Example = "filter: row.is_deleted !== 'Y'")]
public sealed class FilterTransform(FilterOptions options) : ITransform
{
    public IRowStep? Compile(StepContext context) => context.Scripts.Compile(options.Script, context.Diagnostics) is { } script
        ? new Step(context.Schema, script, new Rule(Stage.Transform, "script", options.Script.Span))
        : null;

    private sealed class Step(RecordSchema schema, CompiledScript script, Rule rule) : IRowStep
    {
        public RecordSchema Output => schema;

        public RecordBatch Apply(RecordBatch batch, Worker worker)
        {
            using var dropped = new Bitmap(batch.RowCount);
            worker.Scripts.Test(script, batch, batch.Selection.Rows, new Verdicts(batch, rule, dropped));
            batch.Selection.Remove(dropped);
            return batch;
        }

        private sealed class Verdicts(RecordBatch batch, Rule rule, Bitmap dropped) : IScriptVerdicts
        {
            public void Take(int row, bool isTrue)
            {
                if (!isTrue) dropped[row] = true;
            }

            public void Fail(int row, string message) => batch.Failures.Fail(row, rule, null, null, message);
        }
    }
}
