using DataMigration.Connectors.Files;

namespace DataMigration.Connectors.Csv;

/// <summary>The start of one file: what comes before its first row.</summary>
/// <param name="Encoding">By its byte order mark, or as declared.</param>
/// <param name="Preamble">Byte order mark and skipped lines.</param>
/// <param name="Header">The header's raw records without their line breaks.</param>
/// <param name="LineBreak">What ends its first record.</param>
internal sealed record CsvStart(CsvFile File, TextEncoding Encoding, byte[] Preamble, IReadOnlyList<byte[]> Header, byte[] LineBreak);
