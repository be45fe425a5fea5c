using DataMigration.Connectors;
using DataMigration.Planning;

namespace DataMigration.Checkpoints;

/// <summary>Why a run of a plan could not be taken up.</summary>
internal static class ResumeObstacles
{
    /// <summary>The first reason, as the end of a sentence, or null.</summary>
    public static string? Of(ExecutionPlan plan) => Of(plan.Inputs, plan.Targets);

    /// <inheritdoc cref="Of(ExecutionPlan)"/>
    public static string? Of(IReadOnlyList<PlanInput> inputs, IReadOnlyList<CompiledTarget> targets) =>
        inputs.Select(i => Of($"source '{i.Name}'", i.Source is IResumableSource source ? source.ResumeObstacle : "it does not say where it stands"))
            .Concat(targets.Select(t => Of($"target '{t.Name}'", t.Target is IResumableTarget target ? target.ResumeObstacle : "it does not say where it stands")))
            .FirstOrDefault(o => o is not null);

    private static string? Of(string part, string? obstacle) => obstacle is null ? null : $"{part}: {obstacle}";
}
