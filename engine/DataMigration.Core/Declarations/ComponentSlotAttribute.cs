namespace DataMigration.Declarations;

/// <summary>
/// Marks the property of a definition record that takes the node's one component key (<c>csv:</c>, <c>filter:</c>); the
/// record's other properties are keys that may stand beside it. The property is a <c>ComponentNode</c> of the engine.
/// </summary>
/// <param name="kind">Which components can stand here.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ComponentSlotAttribute(ComponentKind kind) : Attribute
{
    /// <summary>Which components can stand here.</summary>
    public ComponentKind Kind { get; } = kind;
}
