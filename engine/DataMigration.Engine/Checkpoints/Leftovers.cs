using DataMigration.Connectors;
using DataMigration.Execution;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Checkpoints;

/// <summary>What an unfinished run has left for somebody to take it up: temporary files, tables beside, keys, its checkpoint.</summary>
internal static class Leftovers
{
    /// <exception cref="MigrationException">Some of it cannot be taken away.</exception>
    public static async Task RemoveAsync(ExecutionPlan plan, string pipeline, RunFolder folder)
    {
        string? text = new CheckpointFile(folder).Read();
        var last = text is null ? null : Checkpoint.Parse(text, folder.Id, folder.Path);
        foreach (var target in plan.Targets)
        {
            if (target.Target is not IResumableTarget { ResumeObstacle: null } resumable) continue;
            var place = new CheckpointPlace(pipeline, target.Name, folder.Id);
            await resumable.DiscardAsync(place, last?.Marks.GetValueOrDefault(target.Name), CancellationToken.None);
        }
        folder.RemoveCheckpoints();
    }
}
