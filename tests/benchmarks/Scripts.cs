using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using DataMigration.Data;
using Jint;
using Jint.Native;

namespace DataMigration.Benchmarks;

/// <summary>
/// Scripts in three ways, reading cells of a column; times are per call. <see cref="Jint"/> is the same function in the interpreter alone, called with its
/// arguments, its own limits on; <see cref="Interpreted"/> is what a script costs here that is not compiled, results that it has seen included.
/// </summary>
public class Scripts : IDisposable
{
    private const string Phone = "var d = phone.replace(/[^0-9]/g, ''); return d.length === 10 ? '+1-' + d.substr(0, 3) + '-' + d.substr(3, 3) + '-' + d.substr(6) : d;";
    private const string Level = "return level === 'GOLD' ? 'Vip' : level === 'SILVER' ? 'Premium' : 'Regular';";
    private const string Functions = $"function asPhone(phone) {{ {Phone} }} function asLevel(level) {{ {Level} }}";
    private const string Whole = "return id + '|' + name.trim() + '|' + email.toLowerCase() + '|' + asPhone(phone) + '|' + asLevel(level) + '|' + address.split(', ')[1] + '|' + created.substr(6, 4) + '|' + (parseFloat(balance) > 1000 ? 'high' : 'low') + '|' + (active === 'Y') + '|' + notes.length;";

    private readonly int[] _rows = [.. Enumerable.Range(0, SampleRows.Count)];
    private ScriptColumn _compiled = null!, _interpreted = null!;
    private Engine _engine = null!;
    private JsValue _function = null!;
    private TextColumn[] _columns = [];

    [Params("level", "phone", "whole")]
    public string Script { get; set; } = "";

    [GlobalSetup]
    public void Make()
    {
        var (fields, body) = Script switch
        {
            "level" => (["level"], Level),
            "phone" => (["phone"], Phone),
            _ => (ScriptColumn.Fields, Whole),
        };
        // As a mapping has it: row.level where the function says level.
        string script = Functions + " " + fields.Aggregate(body, (text, field) => Regex.Replace(text, $@"(?<![\w.|'])({field})\b(?!')", "row.$1"));
        (_compiled, _interpreted) = (new ScriptColumn(script, false), new ScriptColumn(script, true));
        _engine = new Engine(o => o.MaxStatements(100_000).LimitRecursion(100).TimeoutInterval(TimeSpan.FromSeconds(10)).Strict());
        _engine.Execute($"{Functions} function script({string.Join(", ", fields)}) {{ {body} }}");
        _function = _engine.GetValue("script");
        _columns = [.. fields.Select(f => SampleRows.Text(row => SampleRows.Cell(f, row)))];
        if (_compiled.Run() != _interpreted.Run() || _compiled.Run() != Jint()) throw new InvalidOperationException("They differ.");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _compiled.Dispose();
        _interpreted.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = SampleRows.Count, Baseline = true)]
    public long Jint()
    {
        long length = 0;
        foreach (int row in _rows)
        {
            _engine.ResetStatementsCount();
            _engine.ResetTimeoutTicks();
            var arguments = new JsValue[_columns.Length];
            for (int i = 0; i < arguments.Length; i++) arguments[i] = new JsValue(_columns[i].GetString(row));
            length += _function.Invoke(arguments).AsString().Length;
        }
        return length;
    }

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public long Interpreted() => _interpreted.Run();

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public long Compiled() => _compiled.Run();
}
