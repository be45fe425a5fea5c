namespace DataMigration.Declarations;

/// <summary>
/// Declares a component: the key that stands for it in YAML. The class has one public constructor whose first parameter is the
/// typed options record (or that has no options parameter, for functions without arguments); the catalogue, the JSON Schema, the
/// reference pages and "did you mean" are readings of this declaration.
/// </summary>
/// <param name="kind">Where the key can stand.</param>
/// <param name="name">The key: lower case with underscores.</param>
/// <param name="summary">What it does, one or two sentences for an analyst; shown by editors and in the reference.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ComponentAttribute(ComponentKind kind, string name, string summary) : Attribute
{
    /// <summary>Where the key can stand.</summary>
    public ComponentKind Kind { get; } = kind;

    /// <summary>The key.</summary>
    public string Name { get; } = name;

    /// <summary>What it does.</summary>
    public string Summary { get; } = summary;

    /// <summary>A YAML example of the node, as it would stand in a pipeline; required for everything but functions without arguments.</summary>
    public string? Example { get; init; }
}
