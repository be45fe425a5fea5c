using System.Globalization;

namespace DataMigration.Connectors.Files;

/// <summary>Where a block of a file ends, and what came before.</summary>
/// <param name="File">The file's place among the source's files, from 0.</param>
/// <param name="Offset">Behind the block, in decompressed bytes.</param>
/// <param name="Line">1-based, behind the block.</param>
/// <param name="Hash">Of every byte read so far, of the files before it too.</param>
internal readonly record struct BlockCursor(int File, long Offset, long Line, UInt128 Hash)
{
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{File};{Offset};{Line};{Hash:x32}");

    /// <summary>The cursor that a text is, to the letter, or null.</summary>
    public static BlockCursor? Parse(string text)
    {
        var (none, style) = (CultureInfo.InvariantCulture, NumberStyles.None);
        return text.Split(';') is [var file, var offset, var line, var hash]
            && int.TryParse(file, style, none, out int fileNumber) && long.TryParse(offset, style, none, out long bytes) && long.TryParse(line, style, none, out long lines)
            && UInt128.TryParse(hash, NumberStyles.AllowHexSpecifier, none, out var sum)
            && new BlockCursor(fileNumber, bytes, lines, sum) is var cursor && cursor.ToText() == text
                ? cursor
                : null;
    }
}
