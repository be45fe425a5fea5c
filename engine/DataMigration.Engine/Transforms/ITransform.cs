using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Transforms;

/// <summary>A step of <c>transforms:</c>. A class with <c>[Component(ComponentKind.Transform, …)]</c> and a constructor <c>(TOptions options)</c>.</summary>
public interface ITransform
{
    /// <summary>Checks the step against the fields before it and makes what does it. Called when planning, without I/O.</summary>
    /// <returns>Null when it reported an error.</returns>
    IRowStep? Compile(StepContext context);
}

/// <summary>Does a transform to batches. Stateless while rows flow: one instance serves all workers at once.</summary>
public interface IRowStep
{
    /// <summary>The fields after the step.</summary>
    RecordSchema Output { get; }

    /// <summary>The batch after the step: the same one with fewer rows selected, or a new one made of it, which takes it over.</summary>
    RecordBatch Apply(RecordBatch batch, Worker worker);
}
