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
            foreach (int row in batch.Selection.Rows)
            {
                var result = worker.Scripts.Evaluate(script, batch, row);
                if (result.Kind == ScriptResultKind.Error) batch.Failures.Fail(row, rule, null, null, result.Text!);
                else if (!result.IsTrue) dropped[row] = true;
            }
            batch.Selection.Remove(dropped);
            return batch;
        }
    }
}
