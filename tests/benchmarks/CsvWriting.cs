using BenchmarkDotNet.Attributes;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Benchmarks;

/// <summary>A mapped batch into the bytes of a file; times are per row of five cells.</summary>
public class CsvWriting
{
    private static readonly SourceSpan Span = new("benchmark.yaml", 1, 1, 1);
    private readonly RecordBatch _batch = SampleRows.Mapped();
    private readonly IBlockEncoder _encoder;

    public CsvWriting()
    {
        var context = new ConnectorContext { Name = "rows", Span = Span, Retries = null!, Connection = _ => throw new InvalidOperationException("A file needs no connection.") };
        _encoder = new CsvTarget(new CsvTargetOptions { Path = new FilePath("out.csv", Path.GetFullPath("out.csv"), Span) }, context).CreateEncoder(_batch.Schema);
    }

    [Benchmark(OperationsPerInvoke = SampleRows.Count)]
    public int Encode()
    {
        using var encoded = _encoder.Encode(_batch, _batch.Selection.Rows);
        return encoded.Length;
    }
}
