using DataMigration.Configuration.Definitions;
using DataMigration.Data;
using DataMigration.Mappings;
using DataMigration.References;
using DataMigration.Rollback;

namespace DataMigration.Planning;

/// <summary>Says in words what a plan does.</summary>
internal static class PlanDescriber
{
    /// <param name="sources">In the order of the file.</param>
    /// <param name="resumeObstacle">Why a run could not be taken up, or null.</param>
    public static PlanDescription Describe(PipelineDefinition definition, string fingerprint, IReadOnlyList<OtherSource> sources,
        IReadOnlyList<FieldMapping> mappings, FieldScope mapped, IReadOnlyList<CompiledTarget> targets, IReadOnlyList<ScriptUse> scripts, string? resumeObstacle)
    {
        var sections = sources.Select(s => new PlanSection($"source {s.Name} ({definition.Sources[s.Name].Source.Component.Name})",
            [.. s.Source.Facts, .. s.Scope.IsOpen ? ["Its fields are checked before the first row moves; `--connect` checks them now."] : Array.Empty<string>()],
            [.. s.Scope.Schema.Fields.Select(f => new PlanField(f.Name, TypeOf(f, s.Scope), null))])).ToList();
        if (definition.After.Count > 0)
            sections.Insert(0, new("order", [$"behind a good run of {string.Join(", ", definition.After)}, where one command runs both"], []));
        if (definition.Transforms.Count > 0)
            sections.Add(new("transforms", [.. definition.Transforms.Select((t, i) => $"{i + 1}. {t.Transform.Component.Name} ({t.Transform.Span})")], []));
        sections.Add(new("mappings", mapped.IsOpen ? ["and every other source field as it is"] : [],
            [.. mappings.Select(m => new PlanField(m.Field.Name, TypeOf(m.Field, mapped), m.Description))]));
        if (definition.Validations.Count > 0)
            sections.Add(new("validations", [.. definition.Validations.Select(Rule)], []));
        sections.AddRange(targets.Select(t => new PlanSection($"target {t.Name} ({t.Kind})",
            [.. definition.Targets[t.Name].When is { } when ? [$"takes rows for which: {when.Text.Trim()}"] : Array.Empty<string>(), .. t.Target.Facts], [])));
        if (scripts.Count > 0)
            sections.Add(new("scripts", [], [.. scripts.Select(s => new PlanField(s.Use, s.Compiled ? "compiled" : "interpreted", s.Obstacle is null ? s.Place : $"{s.Place}: {s.Obstacle}"))]));
        sections.Add(new("batches and rejects", [.. Limits(definition), Resume(resumeObstacle), .. Rollback(definition, targets)], []));
        return new PlanDescription(definition.Pipeline, fingerprint, sections);
    }

    private static string TypeOf(Field field, FieldScope scope) => scope.Untyped.Contains(field.Name) ? "?" : field.Type.ToString();

    private static string Rule(ValidationDefinition rule)
    {
        string fields = string.Join(", ", OptionReferences.In<Declarations.FieldReference>(rule.Validation.Options).Select(f => f.Name));
        return $"{rule.Name ?? rule.Validation.Component.Name}{(fields.Length > 0 ? $" on {fields}" : "")}: {rule.Severity.ToString().ToLowerInvariant()} as {rule.Code ?? rule.Validation.Component.Name}"
            + (rule.When is { } when ? $", when {when.Text.Trim()}" : "");
    }

    private static string Resume(string? obstacle) => obstacle is null
        ? "a run that stops, however it does, can be taken up behind its last commit: `datamigrate resume`"
        : $"a run that stops cannot be taken up: {obstacle}";

    private static IEnumerable<string> Rollback(PipelineDefinition definition, IReadOnlyList<CompiledTarget> targets)
    {
        if (definition.Rollback == RollbackMode.None) return ["a run cannot be undone: `rollback: none`"];
        var obstacles = RunJournals.Obstacles(targets).ToList();
        return obstacles.Count == 0 ? ["a run can be undone: `datamigrate rollback`"] : obstacles.Select(o => $"what a run does to target '{o.Target}' cannot be undone: {o.Obstacle}");
    }

    private static List<string> Limits(PipelineDefinition definition)
    {
        var rejects = definition.Rejects ?? new RejectsDefinition();
        return
        [
            $"commit every {(definition.Batch ?? new BatchDefinition()).Rows} rows (whole blocks)",
            $"rejects: {rejects.Path?.Text ?? "in the run's folder"}, accepted: {rejects.Accept}" + (rejects.StopAfter is { } stop ? $", stop after {stop}" : ""),
            "every row ends as written, rejected, filtered or skipped; the run fails if the counts do not add up",
        ];
    }
}
