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
        var mappings = new MappingContext(FieldScope.Closed(context.Schema), context.Scripts, context.Diagnostics, Stage.Transform);
        var fields = options.Fields.Select(f => MappingCompiler.CompileField(f.Key, f.Value, mappings)).ToList();
        return fields.Contains(null) ? null : new Step(context.Schema, fields!);
    }

    private sealed class Step : IRowStep
    {
        private readonly FieldMapping[] _fields;
        private readonly int[] _positions;

        public Step(RecordSchema before, IReadOnlyList<FieldMapping> fields)
        {
            _fields = [.. fields];
            var output = before.Fields.ToList();
            _positions = new int[_fields.Length];
            for (int i = 0; i < _fields.Length; i++)
            {
                int at = output.FindIndex(f => f.Name == _fields[i].Field.Name);
                _positions[i] = at < 0 ? output.Count : at;
                if (at < 0) output.Add(_fields[i].Field);
                else output[at] = _fields[i].Field;
            }
            Output = new RecordSchema(output);
        }

        public RecordSchema Output { get; }

        public RecordBatch Apply(RecordBatch batch, Worker worker)
        {
            var columns = new Column[Output.Count];
            for (int i = 0; i < batch.Schema.Count; i++) columns[i] = batch[i];
            var rows = batch.Selection.Rows;
            for (int i = 0; i < _fields.Length; i++) columns[_positions[i]] = _fields[i].Map(batch, rows, worker);
            return new RecordBatch(Output, columns, batch);
        }
    }
}
