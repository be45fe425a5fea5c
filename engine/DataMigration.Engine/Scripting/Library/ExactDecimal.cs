using System.Numerics;

namespace DataMigration.Scripting.Library;

/// <summary>A number's exact value rounded to decimal digits, halves up: what <c>toFixed</c> and its kin are defined by.</summary>
internal static class ExactDecimal
{
    // Up to 10^19 a number's 53 bits times the power fit 128 bits.
    private const int SmallPlaces = 19;

    /// <summary><paramref name="value"/> × 10^<paramref name="places"/> as a whole number.</summary>
    /// <param name="value">From 0 to below 10^21.</param>
    /// <param name="places">How many places behind the point.</param>
    public static BigInteger AtPlaces(double value, int places)
    {
        var (mantissa, exponent) = Parts(value);
        if (places <= SmallPlaces && exponent <= 0) return Small(mantissa, -exponent, places);
        return Rounded(mantissa, exponent, places);
    }

    /// <summary>The first <paramref name="count"/> digits as a whole number N, so that the value is about N × 10^(<paramref name="exponent"/> − count + 1).</summary>
    /// <param name="value">Finite and above zero.</param>
    /// <param name="count">How many digits.</param>
    /// <param name="exponent">The power of ten of the first digit.</param>
    public static BigInteger FirstDigits(double value, int count, out int exponent)
    {
        var (mantissa, binary) = Parts(value);
        var limit = BigInteger.Pow(10, count);
        for (exponent = (int)Math.Floor(Math.Log10(value)); ; exponent++)
        {
            var digits = Rounded(mantissa, binary, count - 1 - exponent);
            if (digits < limit / 10) exponent -= 2;
            else if (digits < limit) return digits;
        }
    }

    private static (ulong Mantissa, int Exponent) Parts(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        ulong mantissa = bits & ((1UL << 52) - 1);
        return exponent == 0 ? (mantissa, -1074) : (mantissa | (1UL << 52), exponent - 1075);
    }

    private static UInt128 Small(ulong mantissa, int shift, int places)
    {
        if (shift >= 127) return 0;
        UInt128 scaled = mantissa * Power(places);
        return shift == 0 ? scaled : (scaled >> shift) + ((scaled >> (shift - 1)) & 1);
    }

    private static BigInteger Rounded(ulong mantissa, int exponent, int places)
    {
        BigInteger above = mantissa, below = 1;
        if (places >= 0) above *= BigInteger.Pow(10, places);
        else below = BigInteger.Pow(10, -places);
        if (exponent >= 0) above <<= exponent;
        else below <<= -exponent;
        return (2 * above + below) / (2 * below);
    }

    private static UInt128 Power(int places)
    {
        UInt128 power = 1;
        while (places-- > 0) power *= 10;
        return power;
    }
}
