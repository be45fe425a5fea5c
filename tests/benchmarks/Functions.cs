using BenchmarkDotNet.Attributes;
using DataMigration.Data;
using DataMigration.Functions;

namespace DataMigration.Benchmarks;

/// <summary>Functions of <c>apply:</c>; times are per value.</summary>
public class Functions
{
    private readonly int[] _rows = [.. Enumerable.Range(0, SampleRows.Count)];
    private readonly TextColumn _names = SampleRows.Text(SampleRows.Name), _mails = SampleRows.Text(SampleRows.Mail);
    private readonly Trim _trim = new();
    private readonly Lower _lower = new();

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void Trim() => _trim.Apply(_names, _rows).Dispose();

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void Lower() => _lower.Apply(_mails, _rows).Dispose();
}
