using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;

namespace DataMigration.Mappings;

/// <summary>What the compiler of mappings is told: the fields before them, and where it stands.</summary>
internal sealed record MappingContext(FieldScope Fields, ScriptCompiler Scripts, DiagnosticBag Diagnostics, Stage Stage);
