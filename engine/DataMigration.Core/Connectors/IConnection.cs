namespace DataMigration.Connectors;

/// <summary>
/// A connection of the project file: a class with <c>[Component(ComponentKind.Connection, …)]</c> and a constructor <c>(TOptions options)</c> that
/// connects to nothing yet. What it can do is the connectors' own business; the engine only hands it on.
/// </summary>
public interface IConnection
{
    /// <summary>What it points to, secrets masked, for messages and <c>plan</c>.</summary>
    string Description { get; }
}
