namespace DataMigration.Values;

/// <summary>How text is read into a type. Immutable.</summary>
public sealed record ValueFormat
{
    /// <summary>The plain reading: ISO dates and times, a point before decimals, no separators between groups, true/false/1/0.</summary>
    public static ValueFormat Default { get; } = new();

    /// <summary>Date and time pattern (yyyy yy MM M dd d HH H hh h mm ss f…f tt zzz MMM MMMM, quoted literals), or null for ISO 8601.</summary>
    public string? Pattern { get; init; }

    /// <summary>ASCII character allowed and ignored between digits before the decimal point, or null for none.</summary>
    public char? Thousands { get; init; }

    /// <summary>ASCII character before the decimals.</summary>
    public char DecimalPoint { get; init; } = '.';

    /// <summary>Words that read as true, exact; null = <c>true</c> and <c>1</c>.</summary>
    public IReadOnlyList<string>? TrueValues { get; init; }

    /// <summary>Words that read as false, exact; null = <c>false</c> and <c>0</c>; empty = every text that is not true.</summary>
    public IReadOnlyList<string>? FalseValues { get; init; }
}
