using DataMigration.Data;
using DataMigration.Functions;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary>One function of <c>apply:</c>.</summary>
internal sealed class FunctionStep(ITextFunction function, string name) : IColumnStep
{
    public DataType Output => DataType.Text;

    public string Description => name;

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker) => function.Apply((TextColumn)input!, rows);
}
