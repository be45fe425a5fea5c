using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Arithmetic on unscaled decimals: moving digits to another scale without losing one.</summary>
public static class DecimalDigits
{
    private static readonly UInt128[] Powers = Enumerable.Range(0, DataType.MaxPrecision + 1).Select(Power).ToArray();

    /// <summary>10 to the power of 0 to 38.</summary>
    public static UInt128 PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>The unscaled value in a type of <paramref name="magnitude"/> with its last <paramref name="decimals"/> digits behind the point.</summary>
    /// <param name="magnitude">The digits, below 10^38.</param>
    /// <param name="decimals">How many of them stand behind the point; negative for zeros to be added.</param>
    /// <param name="negative">The sign.</param>
    /// <param name="type">The decimal type.</param>
    /// <param name="value">The unscaled value.</param>
    /// <returns>False when the type has too few digits, before or behind the point.</returns>
    public static bool TryFit(UInt128 magnitude, int decimals, bool negative, DataType type, out Int128 value)
    {
        value = 0;
        if (magnitude == 0) return true;
        int shift = type.Scale - decimals;
        if (shift >= 0)
        {
            if (shift > type.Precision || magnitude >= Powers[type.Precision - shift]) return false;
            if (shift > 0) magnitude *= Powers[shift];
        }
        else
        {
            if (-shift > DataType.MaxPrecision) return false;
            (magnitude, var lost) = UInt128.DivRem(magnitude, Powers[-shift]);
            if (lost != 0 || magnitude >= Powers[type.Precision]) return false;
        }
        value = negative ? -(Int128)magnitude : (Int128)magnitude;
        return true;
    }

    /// <summary>Drops digits at the end.</summary>
    /// <param name="magnitude">The digits, below 10^38.</param>
    /// <param name="drop">How many of them go.</param>
    /// <param name="negative">The sign, which ceiling and floor ask for.</param>
    /// <param name="rounding">What becomes of what they stood for.</param>
    public static UInt128 Round(UInt128 magnitude, int drop, bool negative, Rounding rounding)
    {
        if (drop <= 0) return magnitude;
        // Beyond all digits even the largest number is less than half.
        bool beyond = drop > DataType.MaxPrecision;
        var (kept, lost) = beyond ? (UInt128.Zero, magnitude) : UInt128.DivRem(magnitude, Powers[drop]);
        if (lost == 0) return kept;
        int half = beyond ? -1 : lost.CompareTo(Powers[drop] - lost);
        bool away = rounding switch
        {
            Rounding.HalfUp => half >= 0,
            Rounding.HalfDown => half > 0,
            Rounding.HalfEven => half > 0 || half == 0 && UInt128.IsOddInteger(kept),
            Rounding.Up => true,
            Rounding.Ceiling => !negative,
            Rounding.Floor => negative,
            _ => false,
        };
        return away ? kept + 1 : kept;
    }

    private static UInt128 Power(int exponent)
    {
        UInt128 power = 1;
        for (int i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
