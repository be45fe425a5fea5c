namespace DataMigration.Scripting;

/// <summary>Numbers of fields as JavaScript's, which hold 53 bits.</summary>
internal static class FieldNumbers
{
    /// <summary>The most digits that a JavaScript number holds exactly, whatever they are.</summary>
    public const int ExactDigits = 15;

    private const long LargestExact = 1L << 53;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>What a decimal of this scale is divided by.</summary>
    public static double Power(int scale) => Powers[scale];

    /// <exception cref="ScriptLimitException">A JavaScript number cannot hold it.</exception>
    public static double Exact(long value, string field) => value is >= -LargestExact and <= LargestExact
        ? value
        : throw new ScriptLimitException($"{field} is {value}, and a JavaScript number holds whole numbers up to 9007199254740992 exactly; declare the field as text where it is an identifier");
}
