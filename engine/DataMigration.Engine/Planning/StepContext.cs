using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Scripting;

namespace DataMigration.Planning;

/// <summary>What a transform is told when it is compiled.</summary>
public sealed record StepContext
{
    /// <summary>The fields before the step.</summary>
    public required RecordSchema Schema { get; init; }

    /// <summary>Where the transform stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Where errors go.</summary>
    public required DiagnosticBag Diagnostics { get; init; }

    /// <summary>Compiles scripts over the fields before the step.</summary>
    public required ScriptCompiler Scripts { get; init; }
}
