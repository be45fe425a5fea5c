using System.Numerics;

namespace DataMigration.Scripting.Library;

/// <summary>Functions of <c>Math</c> that .NET has not, or has with another meaning. Those missing here are .NET's own of the same name.</summary>
internal static class MathFunctions
{
    /// <summary>Halves go up, and nothing is added that could round.</summary>
    public static double Round(double value)
    {
        double below = Math.Floor(value);
        return Math.CopySign(value - below >= 0.5 ? below + 1 : below, value);
    }

    public static double Sign(double value) => value > 0 ? 1 : value < 0 ? -1 : value;

    public static double Fround(double value) => (float)value;

    public static int Imul(double left, double right) => unchecked(Integers.ToInt32(left) * Integers.ToInt32(right));

    public static int Clz32(double value) => BitOperations.LeadingZeroCount(Integers.ToUint32(value));

    public static double Max(ReadOnlySpan<double> values)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in values) largest = Math.Max(largest, value);
        return largest;
    }

    public static double Min(ReadOnlySpan<double> values)
    {
        double smallest = double.PositiveInfinity;
        foreach (double value in values) smallest = Math.Min(smallest, value);
        return smallest;
    }

    public static double Hypot(ReadOnlySpan<double> values)
    {
        double largest = 0, sum = 0, lost = 0;
        bool unknown = false;
        foreach (double value in values)
        {
            if (double.IsInfinity(value)) return double.PositiveInfinity;
            unknown |= double.IsNaN(value);
            largest = Math.Max(largest, Math.Abs(value));
        }
        if (unknown) return double.NaN;
        if (largest == 0) return 0;
        // Kahan's sum, of numbers up to one, so that nothing overflows.
        foreach (double value in values)
        {
            double part = value / largest, summand = part * part - lost, next = sum + summand;
            lost = next - sum - summand;
            sum = next;
        }
        return Math.Sqrt(sum) * largest;
    }

    /// <summary>.NET's own loses the digits of small numbers; the error of exp is divided out (Kahan).</summary>
    public static double Expm1(double value)
    {
        double power = Math.Exp(value);
        if (power == 1) return value;
        if (!double.IsFinite(power) || power - 1 == -1) return power - 1;
        return (power - 1) * value / Math.Log(power);
    }

    /// <summary>See <see cref="Expm1"/>.</summary>
    public static double Log1p(double value)
    {
        double sum = 1 + value;
        if (sum == 1) return value;
        return double.IsFinite(sum) && sum != 0 ? Math.Log(sum) * value / (sum - 1) : Math.Log(sum);
    }
}
