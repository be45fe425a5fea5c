using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary><c>from:</c>: the source's own column, shared and not copied.</summary>
internal sealed class SourceFieldStep(int index, Field field) : IColumnStep
{
    public DataType Output => field.Type;

    public string Description => $"from {field.Name}";

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker) => batch[index];
}
