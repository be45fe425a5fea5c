namespace DataMigration.Validations.Comparing;

/// <summary>An operator of <c>compare</c>: which of less, equal and greater it accepts.</summary>
internal sealed record Comparison(string Symbol, string Words, bool Less, bool Equal, bool Greater)
{
    private static readonly Comparison[] All =
    [
        new("==", "equal to", false, true, false),
        new("!=", "different from", true, false, true),
        new("<", "less than", true, false, false),
        new("<=", "at most", true, true, false),
        new(">", "greater than", false, false, true),
        new(">=", "at least", false, true, true),
    ];

    /// <summary>Whether it asks for an order, not only for equality.</summary>
    public bool NeedsOrder => Less != Greater;

    public static Comparison Of(string symbol) => Array.Find(All, c => c.Symbol == symbol)!;

    public bool Holds(int compared) => compared < 0 ? Less : compared > 0 ? Greater : Equal;
}
