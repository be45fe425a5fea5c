using DataMigration.Connectors;

namespace DataMigration.State;

/// <summary>A connection that the history of runs can be kept in (<c>state:</c> of the project file).</summary>
public interface IProvidesState : IConnection
{
    /// <summary>The store; does not connect yet.</summary>
    IStateStore OpenState();
}
