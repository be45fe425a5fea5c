using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary>How text is read into a type.</summary>
public sealed record FormatDefinition
{
    [Option("Date and time pattern: yyyy yy MM M dd d HH H hh h mm ss f…f (1–7) tt zzz MMM MMMM, other characters as they are, letters in 'quotes'.", Example = "MM/dd/yyyy", Shorthand = true)]
    public string? Pattern { get; init; }

    [Option("Character between groups of digits, allowed and ignored in numbers.", Example = "\",\"")]
    public char? Thousands { get; init; }

    [Option("Character before the decimals of numbers.", Example = "\",\"")]
    public char DecimalPoint { get; init; } = '.';

    [Option("Words that read as true, exact; instead of true and 1.", Example = "[\"Y\", \"yes\"]")]
    public IReadOnlyList<string>? TrueValues { get; init; }

    [Option("Words that read as false, exact; instead of false and 0. An empty list makes every other text false.", Example = "[\"N\", \"no\"]")]
    public IReadOnlyList<string>? FalseValues { get; init; }
}
