using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.References;
using DataMigration.Scripting;

namespace DataMigration.Planning;

/// <summary>What a validation is told when it is compiled.</summary>
public sealed record RuleContext
{
    /// <summary>The mapped fields.</summary>
    public required RecordSchema Schema { get; init; }

    /// <summary>The rule as written: code (the validation's name unless the author gave one), severity, message, place.</summary>
    public required Rule Rule { get; init; }

    /// <summary>Where errors go.</summary>
    public required DiagnosticBag Diagnostics { get; init; }

    /// <summary>Compiles scripts over the mapped fields.</summary>
    public required ScriptCompiler Scripts { get; init; }

    /// <summary>Another source by its name, which the planner has checked.</summary>
    public required Func<SourceReference, OtherSource> Source { get; init; }

    /// <summary>The position of a field; the planner has checked that it exists.</summary>
    public int IndexOf(FieldReference field) => Schema.IndexOf(field.Name);
}
