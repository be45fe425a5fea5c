using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Reads one cell. A struct, so that the loop over the column is compiled for it alone.</summary>
internal interface ICellParser<T>
{
    bool TryParse(ReadOnlySpan<byte> text, out T value);
}

/// <summary>The loop over a column for every type of fixed width.</summary>
internal sealed class FixedWidthReader<T, TParser>(DataType type, TParser parser) : ValueReader
    where T : unmanaged where TParser : struct, ICellParser<T>
{
    private readonly TParser _parser = parser;

    public override DataType Type => type;

    public override Column Read(TextColumn input, ReadOnlySpan<int> rows, List<int> failed)
    {
        var output = new Column<T>(type, input.Length);
        var parser = _parser;
        byte[] bytes = input.Heap.Bytes;
        ReadOnlySpan<int> starts = input.Starts, lengths = input.Lengths;
        var values = output.Values;
        foreach (int row in rows)
        {
            if (input.IsNull(row)) continue;
            if (parser.TryParse(new ReadOnlySpan<byte>(bytes, starts[row], lengths[row]), out T value))
            {
                values[row] = value;
                output.Validity[row] = true;
            }
            else failed.Add(row);
        }
        return output;
    }
}
