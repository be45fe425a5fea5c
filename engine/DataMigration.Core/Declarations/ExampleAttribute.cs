namespace DataMigration.Declarations;

/// <summary>What an apply-function makes of a value: shown in its reference page, and a test runs every one.</summary>
/// <param name="input">The text it gets.</param>
/// <param name="output">The text it returns, or null.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExampleAttribute(string input, string? output) : Attribute
{
    /// <summary>The text it gets.</summary>
    public string Input { get; } = input;

    /// <summary>The text it returns, or null.</summary>
    public string? Output { get; } = output;

    /// <summary>The options as YAML (the value behind the function's key), or null for none.</summary>
    public string? Options { get; init; }
}
