using DataMigration.Connectors.Files;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Finds the ends of records of the common dialect, as fast as it goes.</summary>
internal sealed class CommonScanner(CsvDialect dialect, EndlessRecord messages) : IRecordScanner
{
    private RecordBoundary _boundary = new(dialect);

    /// <summary>The scanner for blocks of a file.</summary>
    public static IRecordScanner For(CsvDialect dialect, TextEncoding encoding, Declarations.FilePath path, int limit) =>
        dialect.IsCommon && encoding.UnitSize == 1 && encoding.IsSafe(dialect.Delimiter[0]) && encoding.IsSafe(dialect.Quote!.Value)
            ? new CommonScanner(dialect, new EndlessRecord(path, encoding, limit))
            : DialectScanner.For(dialect, encoding, path, limit);

    public int Find(ReadOnlySpan<byte> data, int target, bool final) => _boundary.Find(data, target, final);

    public MigrationException Endless(ReadOnlySpan<byte> data, long line, long offset) =>
        messages.Failure(_boundary.InQuotes, data, _boundary.InQuotes ? _boundary.OpenedAt : data.LastIndexOfAny((byte)'\n', (byte)'\r') + 1, line, offset);

    public void Reset() => _boundary = new RecordBoundary(dialect);
}
