using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The functions of <c>Math</c>.</summary>
internal static class MathMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        Of("abs(x)", Math.Abs), Of("acos(x)", Math.Acos), Of("acosh(x)", Math.Acosh), Of("asin(x)", Math.Asin), Of("asinh(x)", Math.Asinh), Of("atan(x)", Math.Atan), Of("atanh(x)", Math.Atanh),
        OfTwo("atan2(y, x)", Math.Atan2),
        Of("cbrt(x)", Math.Cbrt), Of("ceil(x)", Math.Ceiling), Of("clz32(x)", x => MathFunctions.Clz32(x)), Of("cos(x)", Math.Cos), Of("cosh(x)", Math.Cosh), Of("exp(x)", Math.Exp), Of("expm1(x)", MathFunctions.Expm1),
        Of("floor(x)", Math.Floor), Of("fround(x)", MathFunctions.Fround),
        OfAll("hypot(x, …)", MathFunctions.Hypot),
        OfTwo("imul(x, y)", (x, y) => MathFunctions.Imul(x, y)),
        Of("log(x)", Math.Log), Of("log10(x)", Math.Log10), Of("log1p(x)", MathFunctions.Log1p), Of("log2(x)", Math.Log2),
        OfAll("max(x, …)", MathFunctions.Max),
        OfAll("min(x, …)", MathFunctions.Min),
        OfTwo("pow(x, y)", Operators.Power),
        new("random()", Kinds.Number, (m, _, _) => Value.Of(m.Random.Next())),
        Of("round(x)", MathFunctions.Round), Of("sign(x)", MathFunctions.Sign), Of("sin(x)", Math.Sin), Of("sinh(x)", Math.Sinh), Of("sqrt(x)", Math.Sqrt), Of("tan(x)", Math.Tan), Of("tanh(x)", Math.Tanh),
        Of("trunc(x)", Math.Truncate),
    ];

    private delegate double OfNumbers(ReadOnlySpan<double> numbers);

    private static Method Of(string signature, Func<double, double> function) =>
        new(signature, Kinds.Number, (m, _, a) => Value.Of(function(a.Number(m, 0)))) { OfNumber = function };

    private static Method OfTwo(string signature, Func<double, double, double> function) => new(signature, Kinds.Number, (m, _, a) =>
    {
        double first = a.Number(m, 0);
        return Value.Of(function(first, a.Number(m, 1)));
    });

    private static Method OfAll(string signature, OfNumbers function) => new(signature, Kinds.Number, (m, _, a) =>
    {
        Span<double> numbers = a.Length <= 16 ? stackalloc double[a.Length] : new double[a.Length];
        for (int i = 0; i < a.Length; i++) numbers[i] = a.Number(m, i);
        return Value.Of(function(numbers));
    });
}
