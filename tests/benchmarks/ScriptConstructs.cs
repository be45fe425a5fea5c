using BenchmarkDotNet.Attributes;

namespace DataMigration.Benchmarks;

/// <summary>What constructs cost where they are compiled; times are per call of a script that consists of one.</summary>
public class ScriptConstructs : IDisposable
{
    private ScriptColumn _column = null!;

    [Params("row.name", "row.level === 'GOLD' ? 1 : 2", "parseFloat(row.balance) * 1.2", "`${row.id}: ${row.name}`", "row.name.trim().toUpperCase()", "row.address.split(', ')[1]", "/^[\\w.]+@[\\w.]+$/.test(row.email)",
        "row.phone.replace(/[^0-9]/g, '')", "row.phone.replace(/(\\d+)\\D+(\\d+)/, '$2-$1')", "row.address.split(' ').map(w => w.length).join()", "new Date(row.created).toISOString()", "JSON.stringify({ n: row.name })", "let s = 0; for (let i = 0; i < 10; i++) s += i; return s;")]
    public string Script { get; set; } = "";

    [GlobalSetup]
    public void Make() => _column = new ScriptColumn(Script, false);

    [GlobalCleanup]
    public void Dispose()
    {
        _column.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public long Call() => _column.Run();
}
