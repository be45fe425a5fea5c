using System.Buffers.Binary;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>
/// The wire form of <c>numeric</c>: the number of base-10000 digits, the power of the first one, the sign, how many decimals to show, the digits
/// (PostgreSQL source, numeric_send).
/// </summary>
internal static class PostgresNumeric
{
    /// <summary>The most bytes a decimal of ours needs: ten or eleven digits and the four numbers before them.</summary>
    public const int MaxLength = 8 + (2 * 12);

    private const ushort Negative = 0x4000, NaN = 0xC000, Infinity = 0xD000, MinusInfinity = 0xF000;

    private static readonly Int128[] Powers = MakePowers();

    /// <summary>The unscaled value; false for what no decimal of that scale is.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, int scale, out Int128 unscaled)
    {
        int count = BinaryPrimitives.ReadInt16BigEndian(value), weight = BinaryPrimitives.ReadInt16BigEndian(value[2..]);
        ushort sign = BinaryPrimitives.ReadUInt16BigEndian(value[4..]);
        unscaled = 0;
        if (sign is not (0 or Negative)) return false;
        for (int i = 0; i < count; i++)
        {
            int digit = BinaryPrimitives.ReadInt16BigEndian(value[(8 + (2 * i))..]);
            // Decimals that this digit's last place lacks (below 0) or has too many of.
            int exponent = (4 * (weight - i)) + scale;
            if (exponent <= -4) return digit == 0;
            if (exponent < 0)
            {
                int cut = (int)Powers[-exponent];
                if (digit % cut != 0) return false;
                unscaled = (unscaled * Powers[4 + exponent]) + (digit / cut);
            }
            else unscaled = (unscaled * 10000) + digit;
            if (i == count - 1 && exponent > 0)
            {
                if (exponent > 38) return false;
                unscaled *= Powers[exponent];
            }
        }
        if (sign == Negative) unscaled = -unscaled;
        return true;
    }

    /// <summary>What a value is that is no number, or null.</summary>
    public static string? Special(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadUInt16BigEndian(value[4..]) switch
    {
        NaN => "NaN",
        Infinity => "Infinity",
        MinusInfinity => "-Infinity",
        _ => null,
    };

    /// <summary>Writes a decimal.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(Int128 unscaled, int scale, Span<byte> destination)
    {
        var rest = (UInt128)Int128.Abs(unscaled);
        // The decimals fill whole digits of four places.
        int padding = (4 - (scale % 4)) % 4, decimals = (scale + 3) / 4;
        Span<short> digits = stackalloc short[12];
        int count = 0;
        if (padding > 0)
        {
            var cut = (UInt128)Powers[4 - padding];
            digits[count++] = (short)((int)(rest % cut) * (int)Powers[padding]);
            rest /= cut;
        }
        while (rest != 0)
        {
            // Division by a word is much cheaper once the number is one.
            if (rest <= ulong.MaxValue)
            {
                for (ulong low = (ulong)rest; low != 0; low /= 10000) digits[count++] = (short)(low % 10000);
                break;
            }
            digits[count++] = (short)(rest % 10000);
            rest /= 10000;
        }
        int weight = count - 1 - decimals, skip = 0;
        while (count > 0 && digits[count - 1] == 0) (count, weight) = (count - 1, weight - 1);
        while (skip < count && digits[skip] == 0) skip++;
        int written = count - skip;
        BinaryPrimitives.WriteInt16BigEndian(destination, (short)written);
        BinaryPrimitives.WriteInt16BigEndian(destination[2..], (short)(written == 0 ? 0 : weight));
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], unscaled < 0 ? Negative : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(destination[6..], (short)scale);
        for (int i = 0; i < written; i++) BinaryPrimitives.WriteInt16BigEndian(destination[(8 + (2 * i))..], digits[count - 1 - i]);
        return 8 + (2 * written);
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
