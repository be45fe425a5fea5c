using DataMigration.Data;
using DataMigration.Scripting.Compiled;
using DataMigration.Scripting.Interpreted;

namespace DataMigration.Scripting;

/// <summary>One worker's engines: each script goes to the one that runs it, and neither is made before it is needed.</summary>
internal sealed class WorkerScriptEngine(IReadOnlyList<KnownScript> scripts, Func<CompiledEngine> createCompiled, Func<JintScriptEngine> createInterpreter) : ScriptEngine
{
    private CompiledEngine? _compiled;
    private JintScriptEngine? _interpreter;

    private CompiledEngine Compiled => _compiled ??= createCompiled();

    public override ScriptResult Evaluate(CompiledScript script, RecordBatch batch, int row)
    {
        Stop.ThrowIfCancellationRequested();
        var known = scripts[script.Id];
        return known.Code is null ? (_interpreter ??= createInterpreter()).Evaluate(script, batch, row) : Compiled.Evaluate(known, script.Id, batch, row);
    }

    public override void Map(CompiledScript script, RecordBatch batch, ReadOnlySpan<int> rows, IScriptSink sink)
    {
        if (scripts[script.Id] is { Code: not null } known) Compiled.Map(known, script.Id, batch, rows, sink, Stop);
        else base.Map(script, batch, rows, sink);
    }

    public override void Test(CompiledScript script, RecordBatch batch, ReadOnlySpan<int> rows, IScriptVerdicts verdicts)
    {
        if (scripts[script.Id] is { Code: not null } known) Compiled.Test(known, script.Id, batch, rows, verdicts, Stop);
        else base.Test(script, batch, rows, verdicts);
    }

    public override void Dispose() => _interpreter?.Dispose();
}
