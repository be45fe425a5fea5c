namespace DataMigration.Values;

/// <summary>What a mapping allows to be lost, by name: without it, a value that does not fit its type fails its row, and a pair of types that loses something of every value is refused.</summary>
public sealed record NamedLosses
{
    /// <summary>Nothing may be lost.</summary>
    public static NamedLosses None { get; } = new();

    /// <summary>How decimals beyond the type's scale are rounded, or null.</summary>
    public Rounding? Round { get; init; }

    /// <summary>Whether a moment is shown at Greenwich, its own offset given up.</summary>
    public bool ToUtc { get; init; }

    /// <summary>How many digits of a second's fraction stay (0 to 7), the others cut off; null = all.</summary>
    public int? Precision { get; init; }
}
