using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Planning;
using DataMigration.Transforms;

namespace DataMigration.Execution;

/// <summary>What steps and rules have to do before the first row, in the order of the pipeline.</summary>
internal sealed class RunPreparations(ExecutionPlan plan, RunSettings settings)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!plan.Transforms.Concat<object?>(plan.Rules.Select(r => r.RowRule)).OfType<INeedsPreparation>().Any()) return;
        // What they read they read from the start, wherever the run itself goes on.
        foreach (var source in plan.Inputs.Select(i => i.Source).OfType<IResumableSource>()) await source.RewindAsync();
        foreach (var step in plan.Transforms) await PrepareAsync(step, cancellationToken);
        foreach (var rule in plan.Rules) await PrepareAsync(rule.RowRule, cancellationToken);
    }

    private async Task PrepareAsync(object? part, CancellationToken cancellationToken)
    {
        if (part is INeedsPreparation needs) await needs.PrepareAsync(new RunPreparation(settings.SpillFolder, ReadBeforeAsync), cancellationToken);
    }

    private async Task ReadBeforeAsync(IRowStep step, Action<RecordBatch> take, CancellationToken cancellationToken)
    {
        var before = plan.Before(step);
        using var gates = new ArrivalGates(before, settings.SpillFolder);
        await using var blocks = new BlockPipeline(before, settings.Workers, new StageClock(), cancellationToken);
        long read = 0;
        await foreach (var block in blocks.InOrderAsync())
        {
            int room = (int)Math.Min(block.Batch.Root.RowCount, settings.Rows - read);
            read += room;
            gates.Apply(block, room);
            Leave(block.Batch, block.Batch.RowsOf(room));
            take(block.Batch);
            blocks.Release(block);
            if (read >= settings.Rows) break;
        }
    }

    private static void Leave(RecordBatch batch, int rows)
    {
        if (rows == batch.RowCount) return;
        using var dropped = new Bitmap(batch.RowCount);
        for (int row = rows; row < batch.RowCount; row++) dropped[row] = true;
        batch.Selection.Remove(dropped);
    }
}
