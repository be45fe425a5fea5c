using System.Text.Json;
using DataMigration.Connectors;
using DataMigration.Execution;
using DataMigration.Journals;
using DataMigration.Planning;

namespace DataMigration.Rollback;

/// <summary>The journals of a run: where each of its targets keeps one, in the pipeline's order. Written into the history before the first row moves.</summary>
internal sealed record RunJournals(IReadOnlyList<TargetJournal> Targets)
{
    private string? _folder;

    /// <summary>Those of a run that is about to begin.</summary>
    /// <returns>Null where nobody wants one, or no target keeps one.</returns>
    public static RunJournals? Of(ExecutionPlan plan, string pipeline, RollbackMode? asked, RunFolder folder)
    {
        if (asked == RollbackMode.None) return null;
        string place = PlaceOf(folder);
        var targets = new List<TargetJournal>();
        foreach (var target in plan.Targets)
            if (target.Target is IJournaledTarget { JournalObstacle: null } journaled)
                targets.Add(new TargetJournal(target.Name, journaled.JournalOf(new JournalRequest(new CheckpointPlace(pipeline, target.Name, folder.Id), place))));
        return targets.Count == 0 ? null : new RunJournals(targets) { _folder = place };
    }

    /// <summary>Those of a run that is taken up: they go on.</summary>
    public static RunJournals? Of(string? kept, RunFolder folder) => kept is null ? null : Parse(kept) with { _folder = PlaceOf(folder) };

    public static RunJournals Parse(string text) => new(JsonSerializer.Deserialize(text, EngineJson.Default.IReadOnlyListTargetJournal) ?? []);

    /// <summary>What a target is asked for, or null.</summary>
    public JournalRequest? RequestOf(string pipeline, string target, string run) =>
        Targets.Any(t => t.Target == target) ? new JournalRequest(new CheckpointPlace(pipeline, target, run), _folder!) : null;

    public string ToText() => JsonSerializer.Serialize(Targets, EngineJson.Default.IReadOnlyListTargetJournal);

    private static string PlaceOf(RunFolder folder) => Path.Combine(folder.Path, "journal");

    /// <summary>Why the loads of targets could not be undone, by target.</summary>
    public static IEnumerable<(string Target, string Obstacle)> Obstacles(IReadOnlyList<CompiledTarget> targets) =>
        targets.Select(t => (t.Name, Obstacle: t.Target is IJournaledTarget journaled ? journaled.JournalObstacle : "it keeps no journal")).Where(o => o.Obstacle is not null).Select(o => (o.Name, o.Obstacle!));
}

/// <summary>The journal of one target.</summary>
internal sealed record TargetJournal(string Target, JournalAddress Address);
