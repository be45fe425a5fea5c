namespace DataMigration.Values;

/// <summary>How a number is written: brings any spelling into the plain one (sign, digits, point).</summary>
internal readonly struct NumberShape
{
    /// <summary>The longest text with groups or another point than '.' that is read; longer ones fail.</summary>
    public const int MaxLength = 128;

    /// <param name="thousands">The separator, or -1 for none.</param>
    /// <param name="point">What stands before the decimals.</param>
    private NumberShape(int thousands, byte point)
    {
        Thousands = thousands;
        Point = point;
    }

    /// <summary>What stands between groups of digits, or -1.</summary>
    public int Thousands { get; }

    /// <summary>What stands before the decimals.</summary>
    public byte Point { get; }

    /// <summary>Whether text is in the plain spelling already.</summary>
    public bool IsPlain => Thousands < 0 && Point == '.';

    public static NumberShape Of(ValueFormat format) => new(format.Thousands is { } thousands ? (byte)thousands : -1, (byte)format.DecimalPoint);

    /// <summary>Drops group separators and puts '.' before the decimals.</summary>
    /// <param name="text">The number as it is written.</param>
    /// <param name="room">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="plain">The plain spelling; whether it is a number is the caller's to find out.</param>
    /// <returns>False when groups or point stand where they cannot.</returns>
    public bool TryFlatten(ReadOnlySpan<byte> text, Span<byte> room, out ReadOnlySpan<byte> plain)
    {
        plain = default;
        if (text.Length > MaxLength) return false;
        int length = 0, run = 0;
        bool grouped = false, whole = true;
        foreach (byte b in text)
        {
            byte next = b;
            if (whole && (uint)(b - '0') <= 9) run++;
            else if (whole && b == Thousands)
            {
                if (run > 3 || run < (grouped ? 2 : 1)) return false;
                (grouped, run) = (true, 0);
                continue;
            }
            else if (length > 0 || b is not ((byte)'-' or (byte)'+'))
            {
                if (whole && grouped && run != 3) return false;
                whole = false;
                if (b == Point) next = (byte)'.';
                else if (b == '.') return false;
            }
            room[length++] = next;
        }
        plain = room[..length];
        return !(whole && grouped) || run == 3;
    }
}
