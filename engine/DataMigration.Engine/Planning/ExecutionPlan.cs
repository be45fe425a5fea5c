using DataMigration.Execution;
using DataMigration.Mappings;
using DataMigration.Scripting;
using DataMigration.Transforms;

namespace DataMigration.Planning;

/// <summary>All that execution needs: no YAML, no names to look up, no types to guess.</summary>
internal sealed record ExecutionPlan
{
    /// <summary>The driving source, and those that join it, in the order they are read.</summary>
    public required IReadOnlyList<PlanInput> Inputs { get; init; }

    public required IReadOnlyList<IRowStep> Transforms { get; init; }

    public required MappingStep Mapping { get; init; }

    public required IReadOnlyList<CompiledRule> Rules { get; init; }

    public required IReadOnlyList<CompiledTarget> Targets { get; init; }

    public required ScriptLibrary Scripts { get; init; }

    /// <summary>The scripts of the pipeline, and the way that each runs.</summary>
    public required IReadOnlyList<ScriptUse> ScriptUses { get; init; }

    public required Retries Retries { get; init; }

    /// <summary>The plan that ends before a step, with the fields as they are there and no target.</summary>
    public ExecutionPlan Before(IRowStep step)
    {
        int end = Transforms.TakeWhile(s => !ReferenceEquals(s, step)).Count();
        return this with
        {
            Inputs = [.. Inputs.Where(i => i.FirstStep <= end)],
            Transforms = [.. Transforms.Take(end)],
            Mapping = MappingStep.AsIs(step.Output),
            Rules = [],
            Targets = [],
        };
    }
}
