using DataMigration.Connectors.Files;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Finds the ends of CSV records for the splitter.</summary>
internal sealed class CsvScanner(CsvDialect dialect, FilePath path, byte lineByte) : IRecordScanner
{
    private RecordBoundary _boundary = new(dialect);

    public int Find(ReadOnlySpan<byte> data, int target, bool final) => _boundary.Find(data, target, final);

    public MigrationException Endless(ReadOnlySpan<byte> data, long line, long offset)
    {
        int at = _boundary.InQuotes ? _boundary.OpenedAt : data.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        return new MigrationException((_boundary.InQuotes ? CsvMessages.UnclosedQuote : CsvMessages.EndlessLine)
            .At(path.Span, path.Text, line + data[..at].Count(lineByte), offset + at, BlockSplitter.LargestRecord >> 20));
    }

    public void Reset() => _boundary = new RecordBoundary(dialect);
}
