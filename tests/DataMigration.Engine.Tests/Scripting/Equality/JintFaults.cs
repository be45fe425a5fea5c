using System.Globalization;
using System.Text.RegularExpressions;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>
/// The faults of Jint 2.10 that are left, in one place; scripts.md tells them. Programs that would meet the first three are not given to it (<see cref="ExpressionForm"/>):
/// properties whose names are numbers stand among the others, as they were made (ECMAScript 5.1 leaves their order open); a text that was joined by <c>+</c> is taken for
/// an object when <c>valueOf</c> returns it; a text such as <c>0b11</c>, which ECMAScript 5.1 does not know, is no number; a text of <c>0x</c> and more digits than fit 64 bits is Infinity; a number beyond 2^53 or nearer to zero than 1e-6 has fewer digits as text.
/// </summary>
internal static partial class JintFaults
{
    /// <summary>Whether a difference is no more than the digits of large and small numbers, or a text of too many digits.</summary>
    public static bool Explain(Difference difference) => difference is { IsOfCompiled: false, Interpreted: { } jint }
        && (Short(jint) == Short(difference.Node) || (jint == "Infinity" && difference.Body.Contains("0x", StringComparison.Ordinal)));

    private static string Short(string outcome) => Number().Replace(outcome, number => Math.Abs(Value(number)) is > 1L << 53 or (> 0 and < 1e-6) ? Value(number).ToString("G14", CultureInfo.InvariantCulture) : number.Value);

    private static double Value(Match number) => double.Parse(number.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+(\.\d+)?(e[+-]\d+)?")]
    private static partial Regex Number();
}
