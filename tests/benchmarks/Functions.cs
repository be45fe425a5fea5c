using BenchmarkDotNet.Attributes;
using DataMigration.Data;
using DataMigration.Functions;

namespace DataMigration.Benchmarks;

/// <summary>Functions of <c>apply:</c>; times are per value.</summary>
public class Functions
{
    private readonly int[] _rows = [.. Enumerable.Range(0, SampleRows.Count)];
    private readonly TextColumn _names = SampleRows.Text(SampleRows.Name), _mails = SampleRows.Text(SampleRows.Mail);
    private readonly TextColumn _phones = SampleRows.Text(SampleRows.Phone), _digits = SampleRows.Text(SampleRows.PhoneDigits), _addresses = SampleRows.Text(SampleRows.Address);
    private readonly Trim _trim = new();
    private readonly Lower _lower = new();
    private readonly Digits _keepDigits = new();
    private readonly FormatDigits _formatDigits = new(new FormatDigitsOptions { Pattern = "+1-###-###-####" });
    private readonly SplitPart _thirdPart = new(new SplitPartOptions { Separator = ", ", Index = 2 });

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void Trim() => _trim.Apply(_names, _rows).Dispose();

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void Lower() => _lower.Apply(_mails, _rows).Dispose();

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void Digits() => _keepDigits.Apply(_phones, _rows).Dispose();

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void FormatDigits() => _formatDigits.Apply(_digits, _rows).Dispose();

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void ThirdPart() => _thirdPart.Apply(_addresses, _rows).Dispose();
}
