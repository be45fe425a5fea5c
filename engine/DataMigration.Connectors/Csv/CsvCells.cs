using DataMigration.Connectors.Files;

namespace DataMigration.Connectors.Csv;

/// <summary>Where the cells of a block lie.</summary>
internal sealed class CsvCells(int width) : CellSlices(width)
{
    /// <summary>Where the bytes of unescaped cells will start behind the text.</summary>
    public int UnescapedStart { get; set; }

    public void Clear() => Reset();

    public void AddRow(int start, int end)
    {
        BeginRow(start);
        RecordEnds[Rows - 1] = end;
    }

    /// <summary>Sets a cell of the last row.</summary>
    public void Set(int column, int start, int length)
    {
        Starts[column][Rows - 1] = start;
        Lengths[column][Rows - 1] = length;
    }

    /// <summary>The bytes of a cell; negative for null.</summary>
    public int Length(int column, int row) => Lengths[column][row];

    /// <summary>The first column whose cell in a row has more bytes, or -1.</summary>
    public int LongerThan(int bytes, int row) => Array.FindIndex(Lengths, l => l[row] > bytes);

    public void SetNull(int column) => Lengths[column][Rows - 1] = Null;

    /// <summary>Keeps bytes and says where among the unescaped ones.</summary>
    public int Keep(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        return Keep(value.Length);
    }
}
