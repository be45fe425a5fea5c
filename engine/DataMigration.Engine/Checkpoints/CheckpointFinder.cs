using DataMigration.Connectors;
using DataMigration.Execution;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Checkpoints;

/// <summary>Asks the targets, and the run's folder, where an earlier attempt of a run has come to.</summary>
internal static class CheckpointFinder
{
    /// <exception cref="MigrationException">They contradict each other, or cannot be asked.</exception>
    public static async Task<ResumePoint> FindAsync(ExecutionPlan plan, string pipeline, RunFolder folder, CancellationToken cancellationToken)
    {
        string? text = new CheckpointFile(folder).Read();
        var local = text is null ? null : Checkpoint.Parse(text, folder.Id, folder.Path);
        var found = new Dictionary<string, Checkpoint?>(StringComparer.Ordinal);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var completed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in plan.Targets)
        {
            if (target.Target is not IResumableTarget { KeepsCheckpoints: true } keeper) continue;
            var kept = await keeper.FindCheckpointAsync(new CheckpointPlace(pipeline, target.Name, folder.Id), cancellationToken);
            if (kept is null && local is not null) throw new MigrationException(CheckpointMessages.Lost.At(null, folder.Id, target.Name));
            found[target.Name] = kept is null or { Text: "" } ? null : Checkpoint.Parse(kept.Text, folder.Id, $"target '{target.Name}'");
            if (found[target.Name] is not null) texts[target.Name] = kept!.Text;
            if (kept is { Completed: true }) completed.Add(target.Name);
        }
        if (found.Count == 0) return new ResumePoint { From = local };
        var first = found.Values.MinBy(c => c?.Number ?? 0);
        var last = found.Values.MaxBy(c => c?.Number ?? 0);
        long apart = (last?.Number ?? 0) - (first?.Number ?? 0);
        if (apart > 1) throw new MigrationException(CheckpointMessages.Apart.At(null, folder.Id, string.Join(", ", found.Select(f => $"'{f.Key}' has {f.Value?.Number ?? 0}"))));
        if (apart == 0) return new ResumePoint { From = local is { AtEnd: true } && local.Number == (last?.Number ?? 0) && last?.Position.IsSamePlace(local.Position) != false ? local : last, Completed = completed, Kept = texts };
        return new ResumePoint { From = first, Ahead = last, TargetsAhead = found.Where(f => f.Value?.Number == last!.Number).Select(f => f.Key).ToHashSet(StringComparer.Ordinal), Completed = completed, Kept = texts };
    }
}
