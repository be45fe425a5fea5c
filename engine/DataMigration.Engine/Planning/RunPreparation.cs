using DataMigration.Data;
using DataMigration.Transforms;

namespace DataMigration.Planning;

/// <summary>What a step can ask for before the first row of a run.</summary>
/// <param name="SpillFolder">For what outgrows memory.</param>
/// <param name="ReadBefore">Reads the sources and hands over, in source order, each batch with those rows selected that will reach the step; the batch stays the caller's.</param>
internal sealed record RunPreparation(string SpillFolder, Func<IRowStep, Action<RecordBatch>, CancellationToken, Task> ReadBefore);
