using DataMigration.Data;

namespace DataMigration.Execution.Preview;

/// <summary>The batch after each stage of one block, with the rows that were alive then.</summary>
internal sealed class PreviewStages : IDisposable
{
    private readonly List<(int Stage, string Name, RecordBatch Batch, Selection Alive)> _stages = [];

    public IReadOnlyList<(int Stage, string Name, RecordBatch Batch, Selection Alive)> All => _stages;

    /// <param name="stage">-1 = the source, then the transforms by their number, then the mappings.</param>
    public void Add(int stage, string name, RecordBatch batch) => _stages.Add((stage, name, batch, batch.Selection.Clone()));

    public void Dispose()
    {
        foreach (var (_, _, _, alive) in _stages) alive.Dispose();
    }
}
