namespace DataMigration.Scripting.Compiled.Language;

/// <summary>Functions and constants of the language that belong to no value, by the name they are called by: <c>Math.max</c>, <c>parseInt</c>.</summary>
internal static class Globals
{
    /// <summary>In the order of the reference page: what heads a group, and its functions.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<Method> Functions)> Groups { get; } =
    [
        ("", ConversionFunctions.All),
        ("Number", ConversionFunctions.OfNumber),
        ("String", ConversionFunctions.OfString),
        ("Math", MathMethods.All),
        ("Object", ObjectFunctions.All),
        ("Array", ObjectFunctions.OfArray),
        ("JSON", JsonFunctions.All),
        ("Date", DateFunctions.All),
    ];

    public static IReadOnlyDictionary<string, double> Constants { get; } = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["NaN"] = double.NaN,
        ["Infinity"] = double.PositiveInfinity,
        ["Math.E"] = Math.E,
        ["Math.LN10"] = 2.302585092994046,
        ["Math.LN2"] = 0.6931471805599453,
        ["Math.LOG10E"] = 0.4342944819032518,
        ["Math.LOG2E"] = 1.4426950408889634,
        ["Math.PI"] = Math.PI,
        ["Math.SQRT1_2"] = 0.7071067811865476,
        ["Math.SQRT2"] = 1.4142135623730951,
        ["Number.EPSILON"] = 2.220446049250313e-16,
        ["Number.MAX_SAFE_INTEGER"] = 9007199254740991,
        ["Number.MAX_VALUE"] = double.MaxValue,
        ["Number.MIN_SAFE_INTEGER"] = -9007199254740991,
        ["Number.MIN_VALUE"] = double.Epsilon,
        ["Number.NaN"] = double.NaN,
        ["Number.NEGATIVE_INFINITY"] = double.NegativeInfinity,
        ["Number.POSITIVE_INFINITY"] = double.PositiveInfinity,
    };

    private static readonly Dictionary<string, Method> Functions = Groups
        .SelectMany(g => g.Functions.Select(f => (Name: g.Group.Length == 0 ? f.Name : g.Group + "." + f.Name, Function: f))).ToDictionary(f => f.Name, f => f.Function, StringComparer.Ordinal);

    /// <summary>A function by its whole name, or null.</summary>
    public static Method? Find(string name) => Functions.GetValueOrDefault(name);
}
