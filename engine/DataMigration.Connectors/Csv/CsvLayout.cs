using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>What discovery found out about a source's files.</summary>
internal sealed record CsvLayout
{
    /// <summary>Stands for the file's name among <see cref="Sources"/>' columns.</summary>
    public const int FileColumn = -1;

    /// <summary>Stands for the line.</summary>
    public const int LineColumn = -2;

    /// <summary>The fields.</summary>
    public required RecordSchema Schema { get; init; }

    /// <summary>Cells that a record should have.</summary>
    public required int Width { get; init; }

    /// <summary>Whether the last cell is a reason of a reject file, and no field's.</summary>
    public bool HasReasons { get; init; }

    /// <summary>Which cell each field is read from; fields that are added stand behind all these, in <see cref="Added"/>.</summary>
    public required int[] Sources { get; init; }

    /// <summary>What the fields behind those are.</summary>
    public required int[] Added { get; init; }

    public required TextEncoding Encoding { get; init; }

    /// <summary>What stands before the header: byte order mark and skipped lines, in the file's own bytes.</summary>
    public required byte[] Preamble { get; init; }

    /// <summary>The header's raw records without their line breaks; none where there is no header.</summary>
    public required IReadOnlyList<byte[]> Header { get; init; }

    /// <summary>What ends a record of the reject file.</summary>
    public required byte[] LineBreak { get; init; }

    /// <summary>Where the rows of each file start.</summary>
    public required IReadOnlyList<CsvFile> Files { get; init; }
}

/// <summary>One file of a source.</summary>
/// <param name="Input">Where its bytes come from.</param>
/// <param name="DataOffset">Where the first row starts, in bytes.</param>
/// <param name="DataLine">On which line, from 1.</param>
/// <param name="LineByte">The character that counts lines: what an editor counts, so a stray carriage return is no line of its own.</param>
internal sealed record CsvFile(InputFile Input, long DataOffset, long DataLine, byte LineByte);
