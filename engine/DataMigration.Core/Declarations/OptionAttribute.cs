namespace DataMigration.Declarations;

/// <summary>
/// Declares a key of an options or definition record. The key is the property's name in snake_case; <c>required</c> makes it
/// required, the initializer is its default, an enum's members are its words in snake_case. Types the binder knows: string, bool, int, long,
/// double, decimal, char, enums, the value types of this namespace, nested records, <c>IReadOnlyList&lt;T&gt;</c> and
/// <c>IReadOnlyDictionary&lt;string, T&gt;</c> of those, and nullable ones (null = not given).
/// </summary>
/// <param name="summary">What the key means, for an analyst: units, what happens at the edges.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string summary) : Attribute
{
    /// <summary>What the key means.</summary>
    public string Summary { get; } = summary;

    /// <summary>An example value as YAML.</summary>
    public string? Example { get; init; }

    /// <summary>A regular expression that a text value must match, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>The least number allowed, or <see cref="double.NaN"/>.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>The greatest number allowed, or <see cref="double.NaN"/>.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>The least number of entries of a list or dictionary.</summary>
    public int MinItems { get; init; }

    /// <summary>The node may hold this property's value directly instead of a mapping of keys (<c>required: [a]</c> for <c>required: { fields: [a] }</c>). One property a record.</summary>
    public bool Shorthand { get; init; }

    /// <summary>The value is masked wherever it would be shown.</summary>
    public bool Secret { get; init; }
}
