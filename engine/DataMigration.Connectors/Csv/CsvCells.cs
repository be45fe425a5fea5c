using DataMigration.Connectors.Files;

namespace DataMigration.Connectors.Csv;

/// <summary>Where the cells of a block lie.</summary>
internal sealed class CsvCells(int width) : CellSlices(width)
{
    /// <summary>Where the bytes of unescaped cells will start behind the text.</summary>
    public int UnescapedStart { get; set; }

    public void Clear() => Reset();

    /// <summary>The length of a null.</summary>
    public const int NullLength = Null;

    /// <summary>Begins all rows at once; their cells are set a column at a time.</summary>
    public void AddRows(ReadOnlySpan<ScannedRecord> records)
    {
        BeginRows(records.Length);
        int[] starts = RecordStarts, ends = RecordEnds;
        for (int row = 0; row < records.Length; row++) (starts[row], ends[row]) = (records[row].Start, records[row].End);
    }

    /// <summary>Where the cells of a column start, to be set.</summary>
    public Span<int> StartsOf(int column) => Starts[column].AsSpan(0, Rows);

    /// <summary>How long the cells of a column are, to be set.</summary>
    public Span<int> LengthsOf(int column) => Lengths[column].AsSpan(0, Rows);

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

    /// <summary>Claims bytes that were filled through <see cref="CellSlices.Reserve"/>, and says where among the unescaped ones.</summary>
    public int Claim(int count) => Keep(count);
}
