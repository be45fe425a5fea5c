using System.Buffers;
using System.Buffers.Text;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// Bytes from base64, or from hexadecimal digits (with an optional 0x or \x) where the author says so: 0x may begin base64 too,
/// so it is never guessed from the text.
/// </summary>
internal sealed class BytesReader(bool hexadecimal) : ValueReader
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    public override DataType Type => DataType.Binary;

    public override Column Read(TextColumn input, ReadOnlySpan<int> rows, List<int> failed)
    {
        var output = new TextColumn(DataType.Binary, input.Length, rows.Length * 16);
        foreach (int row in rows)
        {
            if (input.IsNull(row)) continue;
            var text = input[row];
            var room = output.Heap.Reserve(text.Length);
            if (hexadecimal ? Hexadecimal(text, room, out int written) : Base64Digits(text, room, out written))
                output.SetSlice(row, output.Heap.Advance(written), written);
            else failed.Add(row);
        }
        return output;
    }

    private static bool Base64Digits(ReadOnlySpan<byte> text, Span<byte> room, out int written)
    {
        written = 0;
        return !text.ContainsAny(Blanks) && Base64.DecodeFromUtf8(text, room, out _, out written) == OperationStatus.Done;
    }

    private static bool Hexadecimal(ReadOnlySpan<byte> text, Span<byte> room, out int written)
    {
        if (text.StartsWith("0x"u8) || text.StartsWith("0X"u8) || text.StartsWith("\\x"u8)) text = text[2..];
        written = text.Length / 2;
        if ((text.Length & 1) != 0) return false;
        for (int i = 0; i < written; i++)
        {
            int high = HexToInt(text[2 * i]), low = HexToInt(text[2 * i + 1]);
            if ((high | low) > 15) return false;
            room[i] = (byte)(high << 4 | low);
        }
        return true;
    }

    private static int HexToInt(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => 255,
    };
}
