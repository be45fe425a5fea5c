namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A variable that inner functions share with the one that declares it.</summary>
internal sealed class Cell(Value value)
{
    public Value Value = value;

    /// <summary>Whether it was made while the script files loaded.</summary>
    public bool IsFrozen;
}
