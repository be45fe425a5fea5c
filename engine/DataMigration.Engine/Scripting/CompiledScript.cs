using DataMigration.Declarations;

namespace DataMigration.Scripting;

/// <summary>A script that parsed and whose names are known: an opaque handle for <see cref="ScriptEngine.Evaluate"/>. Immutable, shared by all workers.</summary>
/// <param name="Id">Its number within the pipeline.</param>
/// <param name="Script">As written.</param>
/// <param name="Fields">Positions of the fields it reads, in the schema it was compiled for.</param>
/// <param name="Detour">What keeps it off the compiled path, so that Jint interprets it; null when it runs compiled.</param>
public sealed record CompiledScript(int Id, ScriptText Script, IReadOnlyList<int> Fields, string? Detour = null);
