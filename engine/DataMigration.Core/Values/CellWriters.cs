using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace DataMigration.Values;

/// <summary>Writes one stored value as its canonical text. A struct, so that the loop over the column is compiled for it alone.</summary>
internal interface ICellWriter<T>
{
    /// <summary>The most bytes any value needs.</summary>
    int MaxLength { get; }

    /// <summary>Writes to a destination of at least <see cref="MaxLength"/> bytes.</summary>
    int Write(T value, Span<byte> destination);
}

internal readonly struct IntegerWriter : ICellWriter<long>
{
    public int MaxLength => 20;

    public int Write(long value, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(value, destination, out int written);
        return written;
    }
}

internal readonly struct NumberWriter : ICellWriter<double>
{
    public int MaxLength => 26;

    public int Write(double value, Span<byte> destination)
    {
        value.TryFormat(destination, out int written, default, CultureInfo.InvariantCulture);
        return written;
    }
}

internal readonly struct DecimalWriter(int scale) : ICellWriter<Int128>
{
    // Sign, a zero before the point, the point, and 39 digits, because 128 bits hold one more than any type promises.
    public int MaxLength => 42;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(Int128 value, Span<byte> destination)
    {
        bool negative = value < 0;
        if (negative) destination[0] = (byte)'-';
        int sign = negative ? 1 : 0;
        var magnitude = (UInt128)(negative ? -value : value);
        return sign + (magnitude <= ulong.MaxValue && scale < Powers.Length ? WriteShort((ulong)magnitude, destination[sign..]) : WriteLong(magnitude, destination[sign..]));
    }

    private static ReadOnlySpan<ulong> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WriteShort(ulong magnitude, Span<byte> destination)
    {
        var (whole, fraction) = Math.DivRem(magnitude, Powers[scale]);
        Utf8Formatter.TryFormat(whole, destination, out int at);
        if (scale == 0) return at;
        destination[at] = (byte)'.';
        for (int i = at + scale; i > at; i--)
        {
            (fraction, ulong digit) = Math.DivRem(fraction, 10);
            destination[i] = (byte)('0' + digit);
        }
        return at + scale + 1;
    }

    private int WriteLong(UInt128 magnitude, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[40];
        magnitude.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        int at = 0, whole = count - scale;
        if (whole <= 0) destination[at++] = (byte)'0';
        else
        {
            digits[..whole].CopyTo(destination);
            at += whole;
        }
        if (scale == 0) return at;
        destination[at++] = (byte)'.';
        for (; whole < 0; whole++) destination[at++] = (byte)'0';
        digits[whole..count].CopyTo(destination[at..]);
        return at + count - whole;
    }
}

internal readonly struct BooleanWriter : ICellWriter<bool>
{
    public int MaxLength => 5;

    public int Write(bool value, Span<byte> destination)
    {
        var word = value ? "true"u8 : "false"u8;
        word.CopyTo(destination);
        return word.Length;
    }
}

internal readonly struct GuidWriter : ICellWriter<Guid>
{
    public int MaxLength => 36;

    public int Write(Guid value, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(value, destination, out int written);
        return written;
    }
}
