using System.Globalization;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Scripting;

namespace DataMigration.Tests.Scripting;

/// <summary>A row, a library and an engine for one test. Everything runs on a thread such as the executor's workers, watched for hanging.</summary>
internal sealed class ScriptBench : IDisposable
{
    public static readonly DateTimeOffset Started = new(2026, 11, 22, 8, 30, 15, TimeSpan.Zero);

    private readonly List<(Field Field, object? Value)> _cells = [];
    private readonly Dictionary<string, (DataType, string?)> _parameters = [];
    private readonly List<string> _files = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("scripts").FullName;

    public ScriptLimits Limits { get; init; } = ScriptLimits.Default;

    /// <summary>Whether Jint runs what could run compiled.</summary>
    public bool InterpretsAll { get; init; }

    public DiagnosticBag Diagnostics { get; } = new();

    public Dictionary<string, string> Texts { get; } = [];

    public ScriptBench With(string field, DataType type, object? value)
    {
        _cells.Add((new Field(field, type), value));
        return this;
    }

    public ScriptBench With(string field, string? text) => With(field, DataType.Text, text);

    public ScriptBench WithParameter(string name, DataType type, string? text)
    {
        _parameters[name] = (type, text);
        return this;
    }

    public ScriptBench WithFile(string name, string code)
    {
        File.WriteAllText(Path.Combine(_folder, name), code);
        _files.Add(name);
        return this;
    }

    public ScriptBench WithMissingFile(string name)
    {
        _files.Add(name);
        return this;
    }

    public RecordSchema Schema => new(_cells.Select(c => c.Field));

    public ScriptLibrary Library()
    {
        var environment = new ScriptEnvironment(_parameters.ToDictionary(p => p.Key, p => (p.Value.Item1, p.Value.Item2)), "run-1", Started);
        var library = ScriptLibrary.Load([.. _files.Select(f => new FilePath(f, Path.Combine(_folder, f), new SourceSpan("p.yaml", 3, 10, f.Length)))], environment, Diagnostics, (file, text) => Texts[file] = text);
        library.Limits = Limits;
        library.InterpretsAll = InterpretsAll;
        return library;
    }

    /// <summary>Compiles and reports; null after an error.</summary>
    public CompiledScript? Compile(string script, bool isBlock = true, bool isOpen = false) =>
        Library().For(Schema, isOpen).Compile(new ScriptText(script, new SourceSpan("p.yaml", 10, 5, 1), isBlock), Diagnostics);

    /// <summary>Compiles the scripts, which must have no errors, and runs something with an engine for them.</summary>
    public T Run<T>(string[] scripts, Func<ScriptEngine, CompiledScript[], RecordBatch, T> work) => Watched(() =>
    {
        var library = Library();
        var compiler = library.For(Schema);
        var compiled = scripts.Select(s => compiler.Compile(new ScriptText(s, new SourceSpan("p.yaml", 10, 5, 1), true), Diagnostics)!).ToArray();
        Diagnostics.Items.Where(d => d.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        using var engine = library.CreateEngine();
        using var batch = Batch();
        return work(engine, compiled, batch);
    });

    /// <summary>What one script returns for the row.</summary>
    public ScriptResult Evaluate(string script) => Run([script], (engine, compiled, batch) => engine.Evaluate(compiled[0], batch, 0));

    public static ScriptResult Result(string script)
    {
        using var bench = new ScriptBench();
        return bench.Evaluate(script);
    }

    public RecordBatch Batch(int rows = 1)
    {
        var columns = _cells.Select(c => Column.Create(c.Field.Type, rows)).ToArray();
        for (int i = 0; i < columns.Length; i++)
            for (int row = 0; row < rows; row++)
                if (_cells[i].Value is { } value) Set(columns[i], row, value);
        return new RecordBatch(Schema, rows, columns, new Numbered());
    }

    /// <summary>Runs on a worker's thread; a hang is a failure and not a test run without end.</summary>
    public static T Watched<T>(Func<T> work)
    {
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        }, ScriptThread.StackSize) { IsBackground = true };
        thread.Start();
        thread.Join(TimeSpan.FromMinutes(2)).Should().BeTrue("a script must not hang");
        if (failure is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return result;
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static void Set(Column column, int row, object value)
    {
        switch (column)
        {
            case TextColumn text when value is byte[] bytes: text.Append(row, bytes); break;
            case TextColumn text: text.Append(row, ((string)value).AsSpan()); break;
            case Column<long> number: number.Set(row, Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case Column<double> number: number.Set(row, (double)value); break;
            case Column<Int128> number: number.Set(row, (Int128)value); break;
            case Column<bool> flag: flag.Set(row, (bool)value); break;
            case Column<int> day: day.Set(row, (int)value); break;
            case Column<DateTimeOffset> moment: moment.Set(row, (DateTimeOffset)value); break;
            case Column<Guid> guid: guid.Set(row, (Guid)value); break;
        }
    }

    private sealed class Numbered : RowOrigins
    {
        public override RowOrigin this[int row] => new("data.csv", row + 2, null, null);

        public override long Position(int row) => row;
    }
}
