using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary><c>from:</c>: the source's own column, shared and not copied.</summary>
internal sealed class SourceFieldStep(int index, Field source) : IColumnStep
{
    public DataType Output => source.Type;

    public string Description => $"from {source.Name}";

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker) => batch[index];
}
