using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>What discovery found out about one file.</summary>
/// <param name="Schema">Its columns.</param>
/// <param name="Header">The header's raw bytes without its line break; empty where there is none.</param>
/// <param name="HasMark">Whether it starts with a byte order mark.</param>
/// <param name="LineBreak">What ends its first record, and so a line of its reject file.</param>
/// <param name="DataOffset">Where the first row starts, in bytes.</param>
/// <param name="DataLine">On which line, from 1.</param>
/// <param name="Length">Bytes in all.</param>
internal sealed record CsvLayout(RecordSchema Schema, byte[] Header, bool HasMark, byte[] LineBreak, long DataOffset, long DataLine, long Length)
{
    /// <summary>The byte that counts lines: what an editor counts, so a stray carriage return is no line of its own.</summary>
    public byte LineByte => LineBreak[^1];
}
