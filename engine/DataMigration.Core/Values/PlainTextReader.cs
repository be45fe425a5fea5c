using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Text as it is: the same slices of the same heap.</summary>
internal sealed class PlainTextReader : ValueReader
{
    public override DataType Type => DataType.Text;

    public override Column Read(TextColumn input, ReadOnlySpan<int> rows, List<int> failed)
    {
        var output = new TextColumn(DataType.Text, input.Length, input.Heap.AddReference());
        foreach (int row in rows)
            if (!input.IsNull(row)) output.SetSlice(row, input.Starts[row], input.Lengths[row]);
        return output;
    }
}
