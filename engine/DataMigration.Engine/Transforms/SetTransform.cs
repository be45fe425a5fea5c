using DataMigration.Configuration.Definitions;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Mappings;
using DataMigration.Planning;

namespace DataMigration.Transforms;

public sealed record SetOptions
{
    [Option("Fields to add or replace, each an entry as in `mappings`. All of them see the row as it was before this step.", Example = "{ area_code: { script: \"row.phone.slice(0, 3)\", type: text } }", Shorthand = true, MinItems = 1)]
    public required IReadOnlyDictionary<string, MappingDefinition> Fields { get; init; }
}

[Component(ComponentKind.Transform, "set", "Adds fields to the source row, or replaces some.", Example = "set: { area_code: { script: \"row.phone.slice(0, 3)\", type: text } }")]
public sealed class SetTransform(SetOptions options) : ITransform
{
    public IRowStep? Compile(StepContext context)
    {
        var mappings = new MappingContext(context.Scope, context.Scripts, context.Diagnostics, Stage.Transform);
        var fields = options.Fields.Select(f => MappingCompiler.CompileField(f.Key, f.Value, mappings)).ToList();
        if (fields.Contains(null)) return null;
        foreach (var field in fields)
        {
            bool untyped = field!.TakesSourceType && field.Reads.Any(context.Scope.Untyped.Contains);
            if (untyped) context.Untyped.Add(field.Field.Name);
            else context.Untyped.Remove(field.Field.Name);
        }
        return new Step(context.Schema, fields!);
    }

    private sealed class Step : IRowStep
    {
        private readonly FieldMapping[] _fields;
        private readonly int[] _positions;

        public Step(RecordSchema before, IReadOnlyList<FieldMapping> fields)
        {
            _fields = [.. fields];
            Output = WithFields.Schema(before, [.. fields.Select(f => f.Field)], out _positions);
        }

        public RecordSchema Output { get; }

        public RecordBatch Apply(RecordBatch batch, Worker worker)
        {
            var rows = batch.Selection.Rows;
            var columns = new Column[_fields.Length];
            for (int i = 0; i < columns.Length; i++) columns[i] = _fields[i].Map(batch, rows, worker);
            return WithFields.Batch(Output, batch, columns, _positions);
        }
    }
}
