namespace DataMigration.Connectors.Files;

/// <summary>What stands around the rows of a file.</summary>
/// <param name="Header">Before the first row: a byte order mark, the columns' names, a bracket.</param>
/// <param name="Footer">Behind the last row.</param>
/// <param name="SeparatorLength">Bytes at the start of every encoded row that separate it from the one before; the first row of a file goes without.</param>
internal sealed record FileFrame(ReadOnlyMemory<byte> Header = default, ReadOnlyMemory<byte> Footer = default, int SeparatorLength = 0);
