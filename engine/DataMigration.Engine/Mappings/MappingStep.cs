using DataMigration.Data;
using DataMigration.Planning;
using DataMigration.Transforms;

namespace DataMigration.Mappings;

/// <summary>All mappings of a pipeline as one step: source fields in, target fields out, a column at a time.</summary>
internal sealed class MappingStep : IRowStep
{
    private readonly FieldMapping[] _fields;
    private readonly KeyValuePair<string, IReadOnlyList<string>>[] _reads;

    public MappingStep(IReadOnlyList<FieldMapping> fields)
    {
        _fields = [.. fields];
        _reads = [.. fields.Select(f => KeyValuePair.Create(f.Field.Name, f.Reads))];
        Output = new RecordSchema(fields.Select(f => f.Field));
    }

    /// <summary>Every field as it is.</summary>
    public static MappingStep AsIs(RecordSchema schema) =>
        new([.. schema.Fields.Select((f, i) => new FieldMapping(f.Name, [new SourceFieldStep(i, f)], [f.Name]))]);

    public RecordSchema Output { get; }

    public IReadOnlyList<FieldMapping> Fields => _fields;

    public RecordBatch Apply(RecordBatch batch, Worker worker)
    {
        batch.Failures.Remap(_reads);
        var columns = new Column[_fields.Length];
        var rows = batch.Selection.Rows;
        for (int i = 0; i < columns.Length; i++) columns[i] = _fields[i].Map(batch, rows, worker);
        return new RecordBatch(Output, columns, batch);
    }
}
