using System.Text;
using DataMigration.Connectors.Csv;
using DataMigration.Data;

namespace DataMigration.Tests.Csv;

public sealed class CsvCellWriterTests
{
    /// <summary>Bytes that end alike in their lower half (a comma and a backslash) are looked for in another way than those that do not.</summary>
    [Theory]
    [InlineData(",", CsvEscape.Doubled, null)]
    [InlineData("\t", CsvEscape.Doubled, null)]
    [InlineData("|", CsvEscape.Doubled, "\r\n")]
    [InlineData(",", CsvEscape.Backslash, null)]
    [InlineData("§", CsvEscape.Doubled, null)]
    [InlineData("0", CsvEscape.Doubled, "@")]
    public void A_cell_is_copied_as_it_stands_if_no_byte_of_it_is_special(string delimiter, CsvEscape escape, string? recordSeparator)
    {
        var writer = new CsvCellWriter(new CsvTargetOptions { Path = null!, Delimiter = delimiter, Escape = escape, RecordSeparator = recordSeparator });
        byte[][] values = [.. Enumerable.Range(0, 256).SelectMany(b => Enumerable.Range(0, 32).Select(at => Value((byte)b, at)))];
        using var column = new TextColumn(DataType.Text, values.Length);
        for (int row = 0; row < values.Length; row++) column.Append(row, values[row]);
        var cells = new LaidCell[values.Length];
        // Behind the last values no vector can be read: these need care, whatever they are.
        int readable = values.Length - 2;
        writer.Lay(column, [.. Enumerable.Range(0, values.Length)], cells, 1, isSafe: false);
        // What may be a byte order mark is looked at again, too.
        foreach (int row in Enumerable.Range(0, readable).Where(r => values[r][0] != 0xEF))
            (cells[row].Length == LaidCell.NeedsCare).Should().Be(writer.NeedsCare(values[row]), $"of {Convert.ToHexString(values[row])}");
    }

    private static byte[] Value(byte special, int at)
    {
        byte[] value = Encoding.ASCII.GetBytes(new string('x', 32));
        value[at] = special;
        return value;
    }
}
