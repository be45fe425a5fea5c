namespace DataMigration.Functions;

/// <summary>A function whose options can be wrong in ways that their types do not show (a pattern, two numbers that contradict each other).</summary>
public interface IValidatesOptions
{
    /// <summary>What is wrong, lower case without full stop, or null. Asked once when the pipeline is planned; a function with a problem never runs.</summary>
    string? Validate();
}
