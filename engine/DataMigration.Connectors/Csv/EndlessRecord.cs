using System.Globalization;
using DataMigration.Connectors.Files;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Says where a record starts that does not end within the limit.</summary>
internal sealed class EndlessRecord(FilePath path, TextEncoding encoding, int limit)
{
    /// <param name="inQuotes">Whether an open quote is the reason.</param>
    /// <param name="at">Where in the data it opens, or the line starts.</param>
    /// <param name="line">The line on which the data starts.</param>
    /// <param name="offset">Where it starts in the file.</param>
    public MigrationException Failure(bool inQuotes, ReadOnlySpan<byte> data, int at, long line, long offset) =>
        new((inQuotes ? CsvMessages.UnclosedQuote : CsvMessages.EndlessLine)
            .At(path.Span, path.Text, line + encoding.Count(data[..at], (byte)'\n'), offset + at, Size(limit)));

    private static string Size(int bytes) => bytes >= 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
