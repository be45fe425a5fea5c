using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Transforms;

/// <summary>A step of which only the fields can be told before its sources are asked. It stands in the first planning pass and never runs.</summary>
internal sealed class UndecidedStep(RecordSchema output) : IRowStep
{
    public RecordSchema Output => output;

    public RecordBatch Apply(RecordBatch batch, Worker worker) => throw new InvalidOperationException("A step was run that has not been planned to its end.");
}
