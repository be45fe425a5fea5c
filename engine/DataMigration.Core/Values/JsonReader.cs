using System.Text.Json;
using System.Text.Unicode;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// Keeps text that is one JSON value, byte for byte: numbers keep all their digits and objects their order.
/// Nesting deeper than <see cref="MaxDepth"/> is a failure, because whoever reads the value next is likely to recurse.
/// </summary>
internal sealed class JsonReader : ValueReader
{
    public const int MaxDepth = 256;

    public override DataType Type => DataType.Json;

    public override Column Read(TextColumn input, ReadOnlySpan<int> rows, List<int> failed)
    {
        var output = new TextColumn(DataType.Json, input.Length, input.Heap.AddReference());
        foreach (int row in rows)
        {
            if (input.IsNull(row)) continue;
            if (IsJson(input[row])) output.SetSlice(row, input.Starts[row], input.Lengths[row]);
            else failed.Add(row);
        }
        return output;
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        // The platform's reader checks the grammar but lets broken UTF-8 inside strings pass.
        if (!Utf8.IsValid(text)) return false;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read()) { }
            return reader.BytesConsumed > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
