using DataMigration.Configuration.Definitions;
using DataMigration.Declarations;
using DataMigration.Scripting;

namespace DataMigration.Planning;

/// <summary>A script of a pipeline and the way that it runs.</summary>
/// <param name="Use">What it is for: <c>mapping level</c>.</param>
/// <param name="Place">Where it stands, <c>file:line:column</c>.</param>
/// <param name="Compiled">Whether it runs compiled.</param>
/// <param name="Obstacle">What keeps it off the compiled path, so that it is interpreted; null when nothing does.</param>
public sealed record ScriptUse(string Use, string Place, bool Compiled, string? Obstacle)
{
    /// <summary>All scripts of a pipeline that are compiled or interpreted, from top to bottom.</summary>
    internal static IReadOnlyList<ScriptUse> Of(PipelineDefinition definition, ScriptLibrary library) =>
        [.. Named(definition).Select(n => (n.Use, Script: library.Find(n.Script))).Where(n => n.Script is not null).Select(n => Of(n.Use, n.Script!))];

    private static ScriptUse Of(string use, CompiledScript script) => new(use, script.Script.Span.ToString(), script.Detour is null, script.Detour is { } detour ? $"{detour} is not compiled" : null);

    private static IEnumerable<(string Use, ScriptText Script)> Named(PipelineDefinition definition) =>
    [
        .. definition.Transforms.SelectMany((t, i) => In(t.Transform, $"transform {i + 1} ({t.Transform.Component.Name})")),
        .. definition.Mappings?.SelectMany(m => In(m.Value, $"mapping {m.Key}")) ?? [],
        .. definition.Validations.SelectMany(v => In(v.Validation, $"validation {Name(v)}").Concat(In(v.When, $"when of validation {Name(v)}"))),
        .. definition.Targets.SelectMany(t => In(t.Value.When, $"when of target {t.Key}")),
    ];

    private static string Name(ValidationDefinition validation) => validation.Name ?? validation.Code ?? validation.Validation.Component.Name;

    private static IEnumerable<(string Use, ScriptText Script)> In(object? options, string use) => OptionReferences.In<ScriptText>(options).Select(s => (use, s));
}
