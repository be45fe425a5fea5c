using System.Runtime.CompilerServices;
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

    // Compiled at once and for good: a loop over a block would go through most of it unoptimised, block after block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Column Read(TextColumn input, ReadOnlySpan<int> rows, List<int> failed)
    {
        var output = new Column<T>(type, input.Length);
        var parser = _parser;
        byte[] bytes = input.Heap.Bytes;
        ReadOnlySpan<int> starts = input.Starts, lengths = input.Lengths;
        ReadOnlySpan<ulong> given = input.Validity.Words;
        Span<ulong> read = output.Validity.Words;
        var values = output.Values;
        foreach (int row in rows)
        {
            if ((given[row >> 6] & (1UL << row)) == 0) continue;
            if (parser.TryParse(new ReadOnlySpan<byte>(bytes, starts[row], lengths[row]), out T value))
            {
                values[row] = value;
                read[row >> 6] |= 1UL << row;
            }
            else failed.Add(row);
        }
        return output;
    }
}
