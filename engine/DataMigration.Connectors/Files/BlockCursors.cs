using System.IO.Hashing;

namespace DataMigration.Connectors.Files;

/// <summary>
/// Says of each block where it ends and what came before: the file's number, the offset and line behind the block, and a hash of every byte read so far, of the files before it too.
/// A cursor that comes out the same again proves that nothing before it has changed.
/// </summary>
internal sealed class BlockCursors
{
    private readonly XxHash128 _hash = new();

    /// <summary>Bytes that no block holds, but that say what the rows are.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => _hash.Append(bytes);

    /// <summary>The cursor behind a block.</summary>
    public string Next(int file, long offset, long line, ReadOnlySpan<byte> block)
    {
        _hash.Append(block);
        return new BlockCursor(file, offset, line, _hash.GetCurrentHashAsUInt128()).ToText();
    }
}
