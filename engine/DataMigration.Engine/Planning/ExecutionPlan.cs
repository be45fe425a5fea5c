using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Mappings;
using DataMigration.Scripting;
using DataMigration.Transforms;

namespace DataMigration.Planning;

/// <summary>All that execution needs: no YAML, no names to look up, no types to guess.</summary>
internal sealed record ExecutionPlan
{
    public required string SourceName { get; init; }

    public required ISource Source { get; init; }

    public required RecordSchema SourceSchema { get; init; }

    public required IReadOnlyList<IRowStep> Transforms { get; init; }

    public required MappingStep Mapping { get; init; }

    public required IReadOnlyList<CompiledRule> Rules { get; init; }

    public required IReadOnlyList<CompiledTarget> Targets { get; init; }

    public required ScriptLibrary Scripts { get; init; }
}
