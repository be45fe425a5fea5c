using DataMigration.Scripting;

namespace DataMigration.Planning;

/// <summary>What one worker thread has for itself. Made by the executor, one a worker, disposed at the end.</summary>
public sealed class Worker : IDisposable
{
    private readonly Func<ScriptEngine> _createEngine;
    private ScriptEngine? _engine;

    public Worker(Func<ScriptEngine> createEngine) => _createEngine = createEngine;

    /// <summary>The worker's own script engine, made when first asked for.</summary>
    public ScriptEngine Scripts => _engine ??= _createEngine();

    /// <summary>A list for the rows that a kernel could not convert, reused from call to call.</summary>
    public List<int> FailedRows { get; } = [];

    public void Dispose() => _engine?.Dispose();
}
