using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using DataMigration.Data;
using DataMigration.Validations;

namespace DataMigration.Keys;

/// <summary>
/// Turns the key of a row into 128 bits. Two different keys get the same bits with a chance of n²/2¹²⁹ among n keys: one in 10²¹ for a
/// billion, so a hash stands for its key. Values carry their length, so ("ab","c") is not ("a","bc"). One thread at a time.
/// </summary>
internal sealed class KeyHasher(int[] fields, bool ignoreCase)
{
    private readonly ArrayBufferWriter<byte> _key = new(256);

    /// <returns>False when a field of the key is null: such a row is compared with none.</returns>
    public bool TryHash(RecordBatch batch, int row, out UInt128 hash)
    {
        hash = default;
        _key.ResetWrittenCount();
        foreach (int field in fields)
        {
            if (batch[field].IsNull(row)) return false;
            Write(batch[field], row);
        }
        hash = XxHash128.HashToUInt128(_key.WrittenSpan);
        return true;
    }

    private void Write(Column column, int row)
    {
        switch (column)
        {
            case TextColumn text: WriteText(text[row], ignoreCase && text.Type.Kind == DataKind.Text); break;
            case Column<long> numbers: WriteBits(numbers[row]); break;
            case Column<int> days: WriteBits(days[row]); break;
            case Column<Int128> decimals: WriteBits(decimals[row]); break;
            case Column<bool> booleans: WriteBits(booleans[row] ? (byte)1 : (byte)0); break;
            case Column<Guid> guids: WriteBits(guids[row]); break;
            // Equal numbers must have equal bits: -0 is 0, and an instant is the same at every offset.
            case Column<double> numbers: WriteBits(numbers[row] == 0 ? 0.0 : double.IsNaN(numbers[row]) ? double.NaN : numbers[row]); break;
            case Column<DateTimeOffset> instants: WriteBits(instants[row].UtcTicks); break;
            default: throw new InvalidOperationException($"No key of {column.Type}.");
        }
    }

    private void WriteText(ReadOnlySpan<byte> text, bool fold)
    {
        var room = _key.GetSpan(4 + (fold ? CaseFolding.MaxLength(text.Length) : text.Length));
        int length = text.Length;
        if (fold) length = CaseFolding.Fold(text, room[4..]);
        else text.CopyTo(room[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        _key.Advance(4 + length);
    }

    private void WriteBits<T>(T value) where T : unmanaged => _key.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
}
