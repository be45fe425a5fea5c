using CsvHelper;

namespace DataMigration.Connectors.Csv;

/// <summary>Says in whole sentences how a record breaks the quoting rules.</summary>
internal static class CsvMalformed
{
    /// <param name="record">The record's bytes up to the problem.</param>
    /// <param name="lineAt">The line of an index into them.</param>
    public static string Message(CsvMalformedReason reason, CsvDialect dialect, ReadOnlySpan<byte> record, LineAt lineAt)
    {
        var boundary = new RecordBoundary(dialect);
        boundary.Find(record, record.Length, final: true);
        return reason switch
        {
            CsvMalformedReason.StrayQuote => $"A quote stands inside a cell that is not quoted, on line {lineAt(record.Length)}.",
            CsvMalformedReason.UnterminatedQuote => $"The quote that opens on line {lineAt(boundary.OpenedAt)} is never closed; everything after it is part of this row.",
            _ => $"Text follows the closing quote on line {lineAt(record.Length)}; the quote opens on line {lineAt(boundary.OpenedAt)}.",
        };
    }

    public static string InHeader(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "a quote stands inside a name that is not quoted",
        CsvMalformedReason.UnterminatedQuote => "a quote in it is never closed",
        _ => "text follows a closing quote",
    };
}

/// <summary>The line on which a byte stands.</summary>
internal delegate long LineAt(int index);
