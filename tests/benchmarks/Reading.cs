using BenchmarkDotNet.Attributes;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Benchmarks;

/// <summary>Text into types; times are per value.</summary>
public class Reading
{
    private readonly int[] _rows = [.. Enumerable.Range(0, SampleRows.Count)];
    private readonly List<int> _failed = [];
    private readonly TextColumn _integers = SampleRows.Text(SampleRows.Integer), _amounts = SampleRows.Text(SampleRows.Amount), _days = SampleRows.Text(SampleRows.Day);
    private readonly ValueReader _integer = Create(DataType.Integer, ValueFormat.Default);
    private readonly ValueReader _decimal = Create(DataType.Decimal(12, 2), new ValueFormat { Thousands = ',' });
    private readonly ValueReader _date = Create(DataType.Date, new ValueFormat { Pattern = "MM/dd/yyyy" });

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void Integer() => Read(_integer, _integers);

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void DecimalWithThousands() => Read(_decimal, _amounts);

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public void DateByPattern() => Read(_date, _days);

    private void Read(ValueReader reader, TextColumn text)
    {
        reader.Read(text, _rows, _failed).Dispose();
        if (_failed.Count > 0) throw new InvalidOperationException("A sample value is not of its type.");
    }

    private static ValueReader Create(DataType type, ValueFormat format) => ValueReaders.Create(type, format, out string? error) ?? throw new InvalidOperationException(error);
}
