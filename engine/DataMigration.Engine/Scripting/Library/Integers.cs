using System.Runtime.CompilerServices;

namespace DataMigration.Scripting.Library;

/// <summary>Numbers as whole numbers: what bitwise operators, indices and counts are taken as.</summary>
internal static class Integers
{
    private const double TwoTo32 = 4294967296;

    /// <summary>ToInt32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToInt32(double value) => (int)value is var whole && whole == value ? whole : Wrapped(value);

    /// <summary>ToUint32.</summary>
    public static uint ToUint32(double value) => (uint)ToInt32(value);

    /// <summary>ToUint16.</summary>
    public static char ToUint16(double value) => (char)ToInt32(value);

    /// <summary>ToIntegerOrInfinity: NaN is 0, the fraction is cut off.</summary>
    public static double Truncate(double value) => double.IsNaN(value) ? 0 : Math.Truncate(value) + 0.0;

    /// <summary>An index of text or list, from 0 to <paramref name="length"/>; a negative one counts from the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RelativeIndex(double index, int length)
    {
        int whole = Saturated(index);
        return whole < 0 ? Math.Max(0, length + whole) : Math.Min(whole, length);
    }

    /// <summary>An index from 0 to <paramref name="length"/>; a negative one is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ClampedIndex(double index, int length) => Math.Clamp(Saturated(index), 0, length);

    /// <summary>A position that must hold an element, or −1.</summary>
    public static int ElementIndex(double index, int length)
    {
        double whole = Truncate(index);
        return whole >= 0 && whole < length ? (int)whole : -1;
    }

    // The conversion cuts the fraction off, makes NaN 0 and what is too large the largest there is, which is beyond every text and list.
    private static int Saturated(double index) => (int)index;

    private static int Wrapped(double value) => double.IsFinite(value) ? (int)(uint)(long)(Math.Truncate(value) % TwoTo32) : 0;
}
