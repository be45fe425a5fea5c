using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>One of our two ways to run a script, for many programs: compiled, or interpreted by Jint. Used by one thread.</summary>
internal sealed class OwnPath : IDisposable
{
    private static readonly ScriptLimits Tight = new() { Statements = 20_000, Bytes = 16 << 20, Time = TimeSpan.FromSeconds(1) };

    private readonly ScriptLibrary _library;
    private readonly ScriptCompiler _compiler;
    private readonly ScriptEngine _engine;
    private readonly RecordBatch _rows = InputRows.Batch();
    private readonly bool _interprets;

    /// <param name="file">A script file whose functions programs may call.</param>
    /// <param name="interprets">Whether Jint runs them all.</param>
    public OwnPath(FilePath file, bool interprets)
    {
        _library = ScriptLibrary.Load([file], new ScriptEnvironment(new Dictionary<string, (DataType, string?)>(), "run-1", ScriptBench.Started), new DiagnosticBag(), (_, _) => { });
        _library.Limits = Tight;
        _library.InterpretsAll = _interprets = interprets;
        _compiler = _library.For(InputRows.Schema);
        _engine = _library.CreateEngine();
    }

    /// <summary>What a program makes of each row; null with the reason when it does not go this way.</summary>
    public (string[]? Answers, string? Lack) Run(string body)
    {
        var diagnostics = new DiagnosticBag();
        var script = _compiler.Compile(new ScriptText(body, new SourceSpan("p.yaml", 10, 5, 1), true), diagnostics);
        if (script is null) return (null, "refused: " + diagnostics.Items[0].Message);
        if (!_interprets && script.Detour is not null) return (null, script.Detour);
        return ([.. Enumerable.Range(0, InputRows.Count).Select(row => Answer(script, row))], null);
    }

    public void Dispose()
    {
        _engine.Dispose();
        _rows.Dispose();
    }

    private string Answer(CompiledScript script, int row)
    {
        try
        {
            return Outcomes.Of(_engine.Evaluate(script, _rows, row));
        }
        catch (MigrationException)
        {
            // It took more time than a call has.
            return Outcomes.Limit;
        }
    }
}
