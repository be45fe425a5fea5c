namespace DataMigration.Scripting.Compiled;

/// <summary>One of <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c>.</summary>
internal enum Comparison
{
    Less,
    Greater,
    AtMost,
    AtLeast,
}

internal static class ComparisonExtensions
{
    public static Comparison Of(string sign) => sign switch
    {
        "<" => Comparison.Less,
        ">" => Comparison.Greater,
        "<=" => Comparison.AtMost,
        _ => Comparison.AtLeast,
    };

    public static bool Holds(this Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.Less => left < right,
        Comparison.Greater => left > right,
        Comparison.AtMost => left <= right,
        _ => left >= right,
    };

    /// <summary>Of an order as <c>CompareTo</c> tells it.</summary>
    public static bool Holds(this Comparison comparison, int order) => comparison.Holds(order, 0);
}
