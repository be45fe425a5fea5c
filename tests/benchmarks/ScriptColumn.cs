using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Scripting;

namespace DataMigration.Benchmarks;

/// <summary>A script called for each row of <see cref="SampleRows"/>, as a mapping calls it.</summary>
internal sealed class ScriptColumn : IDisposable
{
    public static readonly string[] Fields = ["id", "name", "email", "phone", "level", "address", "created", "balance", "active", "notes"];

    private static readonly RecordSchema Schema = new(Fields.Select(n => new Field(n, DataType.Text)));

    private readonly RecordBatch _batch;
    private readonly ScriptEngine _engine;
    private readonly CompiledScript _script;
    private readonly int[] _rows = [.. Enumerable.Range(0, SampleRows.Count)];
    private readonly Sink _sink = new();

    /// <param name="interprets">Whether Jint runs it, whatever it is.</param>
    public ScriptColumn(string script, bool interprets)
    {
        var library = ScriptLibrary.Load([], new ScriptEnvironment(new Dictionary<string, (DataType, string?)>(), "run", DateTimeOffset.UnixEpoch), new DiagnosticBag(), (_, _) => { });
        library.InterpretsAll = interprets;
        var diagnostics = new DiagnosticBag();
        _script = library.For(Schema).Compile(new ScriptText(script, new SourceSpan("p.yaml", 1, 1, 1), true), diagnostics) ?? throw new InvalidOperationException(string.Join("\n", diagnostics.Items));
        if (!interprets && _script.Detour is { } detour) throw new InvalidOperationException(detour);
        _engine = library.CreateEngine();
        _batch = SampleRows.Texts(Schema);
    }

    /// <summary>The length of all that it returned.</summary>
    public long Run()
    {
        _sink.Length = 0;
        _engine.Map(_script, _batch, _rows, _sink);
        return _sink.Length;
    }

    public void Dispose()
    {
        _engine.Dispose();
        _batch.Dispose();
    }

    private sealed class Sink : IScriptSink
    {
        public long Length { get; set; }

        public void Take(int row, ReadOnlySpan<byte> text) => Length += text.Length;

        public void Take(int row, ScriptResult result) => Length += result.Kind == ScriptResultKind.Error ? throw new InvalidOperationException(result.Text) : result.Text?.Length ?? 1;
    }
}
