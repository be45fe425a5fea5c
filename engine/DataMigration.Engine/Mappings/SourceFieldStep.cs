using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary><c>from:</c>: the source's own column, shared and not copied.</summary>
internal sealed class SourceFieldStep(int index, Field source) : IColumnStep
{
    public DataType Output => source.Type;

    public Field Describe(Field field) => field with { FractionDigits = source.FractionDigits, IsUtc = source.IsUtc };

    public string Description => $"from {source.Name}";

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker) => batch[index];
}
