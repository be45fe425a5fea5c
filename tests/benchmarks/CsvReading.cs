using BenchmarkDotNet.Attributes;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Benchmarks;

/// <summary>A file from the disk's cache into columns, on one thread; times are per row.</summary>
public class CsvReading
{
    private const int Rows = 100_000;
    private static readonly SourceSpan Span = new("benchmark.yaml", 1, 1, 1);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"csv-reading-{Environment.ProcessId}.csv");
    private CsvSource _source = null!;
    private IBlockDecoder _decoder = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        SampleRows.WriteFile(_path, Rows);
        _source = new CsvSource(new CsvSourceOptions { Path = new FilePath(_path, _path, Span) },
            new ConnectorContext { Name = "rows", Span = Span, Retries = null!, Connection = _ => throw new InvalidOperationException("A file needs no connection.") });
        await _source.DiscoverAsync(CancellationToken.None);
        _decoder = _source.CreateDecoder();
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> Split()
    {
        long bytes = 0;
        await foreach (var block in _source.SplitAsync(CancellationToken.None))
            using (block) bytes += block.Heap.Used;
        return bytes;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> SplitAndDecode()
    {
        long rows = 0;
        await foreach (var block in _source.SplitAsync(CancellationToken.None))
            using (var batch = _decoder.Decode(block)) rows += batch.RowCount;
        return rows;
    }
}
