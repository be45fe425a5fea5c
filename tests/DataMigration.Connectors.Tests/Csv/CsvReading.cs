using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

/// <summary>Everything there is to know about one reading of a file.</summary>
/// <param name="Failures"><c>code line field 'value': message</c>, in order of rows.</param>
/// <param name="Origins">Line and byte offset of each row.</param>
/// <param name="Blocks">How many there were.</param>
internal sealed record CsvReading(IReadOnlyList<object?[]> Rows, IReadOnlyList<string> Failures, IReadOnlyList<(long, long)> Origins, int Blocks)
{
    public static async Task<CsvReading> OfAsync(CsvSourceOptions options, int blockSize = BlockSplitter.DefaultBlockSize)
    {
        var source = new CsvSource(options, TestFolder.Context, blockSize);
        await source.DiscoverAsync(default);
        var rows = new List<object?[]>();
        var failures = new List<string>();
        var origins = new List<(long, long)>();
        int blocks = 0;
        await foreach (var batch in source.ReadAsync(default))
        {
            blocks++;
            rows.AddRange(Conformance.Rows.Of(batch));
            failures.AddRange(batch.Failures.Failures.OrderBy(f => f.Row).Select(f => $"{f.Rule.Code} {batch.Origins[f.Row].Line} {f.Field} '{f.Value}': {f.Message}"));
            for (int row = 0; row < batch.RowCount; row++) origins.Add((batch.Origins[row].Line!.Value, batch.Origins[row].ByteOffset!.Value));
            batch.Dispose();
        }
        return new CsvReading(rows, failures, origins, blocks);
    }

    public override string ToString() => $"{Conformance.Rows.Show(Rows)}\n{string.Join('\n', Failures)}\n{string.Join(' ', Origins)}";
}
