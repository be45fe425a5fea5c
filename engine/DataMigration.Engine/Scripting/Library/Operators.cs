using System.Runtime.CompilerServices;

namespace DataMigration.Scripting.Library;

/// <summary>Operators whose meaning differs from C#'s.</summary>
internal static class Operators
{
    /// <summary><c>a ** b</c>; other powers than squares may differ from V8's in the last digit, which the standard leaves open.</summary>
    public static double Power(double value, double exponent)
    {
        if (double.IsNaN(exponent) || (Math.Abs(value) == 1 && double.IsInfinity(exponent))) return double.NaN;
        return exponent == 2 ? value * value : Math.Pow(value, exponent);
    }

    /// <summary><c>a &lt;&lt; b</c>; C# takes the same five bits of the count.</summary>
    public static int ShiftLeft(double value, double count) => Integers.ToInt32(value) << Integers.ToInt32(count);

    /// <summary><c>a >> b</c>.</summary>
    public static int ShiftRight(double value, double count) => Integers.ToInt32(value) >> Integers.ToInt32(count);

    /// <summary><c>a >>> b</c>.</summary>
    public static uint ShiftRightUnsigned(double value, double count) => Integers.ToUint32(value) >> Integers.ToInt32(count);

    /// <summary>The order of texts: by UTF-16 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => left.SequenceCompareTo(right);

    /// <summary>The same order of UTF-8, whose bytes put characters beyond U+FFFF last and not before U+E000.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length - right.Length;
        byte first = left[same], second = right[same];
        return first >= 0xEE && second >= 0xEE && first >= 0xF0 != second >= 0xF0 ? second - first : first - second;
    }

    /// <summary><c>Object.is</c> of numbers.</summary>
    public static bool SameValue(double left, double right) => BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right) || (double.IsNaN(left) && double.IsNaN(right));

    /// <summary>What <c>includes</c>, <c>Map</c> and <c>Set</c> compare by: NaN is itself, and zeros are one.</summary>
    public static bool SameValueZero(double left, double right) => left.Equals(right);
}
