using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Scripting;

/// <summary>Compiles scripts for one schema when planning.</summary>
public abstract class ScriptCompiler
{
    /// <summary>
    /// Parses a script (expression first, then function body) and checks its names: fields behind <c>row.</c>, parameters behind
    /// <c>params.</c>, functions of the file's scripts and of the language.
    /// </summary>
    /// <returns>Null when it reported an error.</returns>
    public abstract CompiledScript? Compile(ScriptText script, DiagnosticBag diagnostics);
}
