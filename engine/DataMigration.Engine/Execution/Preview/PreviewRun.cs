using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;

namespace DataMigration.Execution.Preview;

/// <summary>Sends the first rows of each source through a plan, one block after the other, and writes down what each stage made of them. Opens no target.</summary>
internal sealed class PreviewRun(ExecutionPlan plan, IReadOnlyList<string> stepNames, string spillFolder, int rows)
{
    /// <exception cref="MigrationException">A source or a script failed as a whole.</exception>
    public async Task<IReadOnlyList<PreviewedRow>> ExecuteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var settings = new RunSettings("preview", "preview", DryRun: true, long.MaxValue, int.MaxValue, 0, Environment.ProcessorCount, spillFolder);
            await new RunPreparations(plan, settings).RunAsync(cancellationToken);
            return ScriptThread.Run(() => Read(cancellationToken).GetAwaiter().GetResult());
        }
        finally
        {
            foreach (var step in plan.Transforms.OfType<IDisposable>()) step.Dispose();
            if (Directory.Exists(spillFolder)) Directory.Delete(spillFolder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<PreviewedRow>> Read(CancellationToken cancellationToken)
    {
        var found = new List<PreviewedRow>();
        using var worker = new BlockWorker(plan, new StageClock(), cancellationToken);
        using var gates = new ArrivalGates(plan, spillFolder);
        using var rules = new OrderedRules(plan, spillFolder);
        for (int input = 0; input < plan.Inputs.Count; input++)
        {
            int left = rows;
            await foreach (var batch in plan.Inputs[input].Source.ReadAsync(cancellationToken))
            {
                int room = Math.Min(batch.RowCount, left);
                left -= room;
                found.AddRange(Trace(new WorkUnit(0, input, null, batch, null, null), room, worker, gates, rules));
                if (left == 0) break;
            }
        }
        return found;
    }

    private List<PreviewedRow> Trace(WorkUnit unit, int room, BlockWorker worker, ArrivalGates gates, OrderedRules rules)
    {
        using var stages = new PreviewStages();
        Leave(unit.Batch!, room);
        worker.Watch = (stage, batch) => stages.Add(stage, stage switch { -1 => "source", _ when stage == plan.Transforms.Count => "mappings", _ => stepNames[stage] }, batch);
        using var block = worker.Process(unit);
        gates.Apply(block, room);
        Families.Spread(block.Batch);
        rules.Judge(block.Batch, block.Asked);
        return new RowTraces(plan, stages, block, stepNames).Of(room);
    }

    private static void Leave(RecordBatch batch, int rows)
    {
        using var dropped = new Bitmap(batch.RowCount);
        for (int row = rows; row < batch.RowCount; row++) dropped[row] = true;
        batch.Selection.Remove(dropped);
    }
}
