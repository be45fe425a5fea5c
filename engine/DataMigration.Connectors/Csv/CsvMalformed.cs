using System.Text;
using CsvHelper;

namespace DataMigration.Connectors.Csv;

/// <summary>Says in whole sentences how a record breaks the quoting rules.</summary>
internal sealed class CsvMalformed(CsvDialect dialect)
{
    private RecordParser<byte>? _parser;

    public string Message(CsvProblem problem, CsvRowOrigins origins)
    {
        // Read again up to the problem, to see which quote was the last to open.
        var record = origins.TextUpTo(problem.Row, problem.At);
        _parser ??= new RecordParser<byte>(dialect, Encoding.UTF8.GetBytes);
        var none = default(NoCells);
        _parser.Read(record, 0, final: true, ref none);
        int start = origins.Start(problem.Row);
        long at = origins.LineAt(start + record.Length);
        return problem.Reason switch
        {
            CsvMalformedReason.StrayQuote => $"A quote stands inside a cell that is not quoted, on line {at}.",
            CsvMalformedReason.UnterminatedQuote => $"The quote that opens on line {origins.LineAt(start + _parser.OpenedAt)} is never closed; everything after it is part of this row.",
            _ => $"Text follows the closing quote on line {at}; the quote opens on line {origins.LineAt(start + _parser.OpenedAt)}.",
        };
    }

    public static string InHeader(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "a quote stands inside a name that is not quoted",
        CsvMalformedReason.UnterminatedQuote => "a quote in it is never closed",
        _ => "text follows a closing quote",
    };
}
