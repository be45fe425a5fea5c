using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary>One mapped field, compiled: its steps from the source's column to the target's.</summary>
internal sealed class FieldMapping(string name, IReadOnlyList<IColumnStep> steps, IReadOnlyList<string> reads)
{
    public Field Field { get; } = steps.Aggregate(new Field(name, steps[^1].Output), (field, step) => step.Describe(field));

    /// <summary>The source fields it is made of; where one of them failed, it has failed too.</summary>
    public IReadOnlyList<string> Reads => reads;

    /// <summary>Whether its type is the source field's own.</summary>
    public bool TakesSourceType => steps.All(s => s is SourceFieldStep or DefaultStep);

    /// <summary>How the field comes about, for <c>plan</c>.</summary>
    public string Description => string.Join(" → ", steps.Select(s => s.Description));

    public Column Map(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        Column column = steps[0].Apply(null, batch, rows, worker);
        bool owned = steps[0] is not SourceFieldStep;
        for (int i = 1; i < steps.Count; i++)
        {
            var next = steps[i].Apply(column, batch, rows, worker);
            if (ReferenceEquals(next, column)) continue;
            if (owned) column.Dispose();
            column = next;
            owned = true;
        }
        return column;
    }
}
