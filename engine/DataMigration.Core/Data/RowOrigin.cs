namespace DataMigration.Data;

/// <summary>Where a row came from, for messages and reject files.</summary>
/// <param name="File">The file as the pipeline names it, or null for a query.</param>
/// <param name="Line">1-based line on which the record starts, or null where lines mean nothing.</param>
/// <param name="ByteOffset">0-based offset of the record in the (decompressed) file, or null where offsets mean nothing.</param>
/// <param name="Key">The row's key as text where a query declares one, else null.</param>
public readonly record struct RowOrigin(string? File, long? Line, long? ByteOffset, string? Key);
