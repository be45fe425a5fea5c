using CsvHelper;

namespace DataMigration.Connectors.Csv;

/// <summary>How a record breaks the quoting rules; the first problem of each.</summary>
/// <param name="Row">Its row in the block.</param>
/// <param name="Reason">In the reader's own words.</param>
/// <param name="At">The byte of the block at which it shows.</param>
internal readonly record struct CsvProblem(int Row, CsvMalformedReason Reason, int At);
