using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.References;
using DataMigration.Scripting;

namespace DataMigration.Planning;

/// <summary>What a transform is told when it is compiled.</summary>
public sealed record StepContext
{
    /// <summary>The fields before the step.</summary>
    public required FieldScope Scope { get; init; }

    /// <summary>Those fields that are known.</summary>
    public RecordSchema Schema => Scope.Schema;

    /// <summary>Where the transform stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Where errors go.</summary>
    public required DiagnosticBag Diagnostics { get; init; }

    /// <summary>Compiles scripts over the fields before the step.</summary>
    public required ScriptCompiler Scripts { get; init; }

    /// <summary>Another source by its name, which the planner has checked.</summary>
    public required Func<SourceReference, OtherSource> Source { get; init; }

    /// <summary>The sources whose rows reach the step.</summary>
    public required IReadOnlyList<OtherSource> Inputs { get; init; }

    /// <summary>Fields after the step whose type nobody knows yet: at first those before it; the step adds and removes its own.</summary>
    public required HashSet<string> Untyped { get; init; }

    /// <summary>The position of a field; the planner has checked that it exists.</summary>
    public int IndexOf(FieldReference field) => Schema.IndexOf(field.Name);

    /// <summary>The type of a field, or null while only its source could tell.</summary>
    public DataType? TypeOf(FieldReference field) => IndexOf(field) is var index && (index < 0 || Scope.Untyped.Contains(field.Name)) ? null : Schema[index].Type;
}
