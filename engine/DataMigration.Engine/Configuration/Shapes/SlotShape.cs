using System.Reflection;
using DataMigration.Catalogue;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Shapes;

/// <summary>The place of a record where exactly one component's key stands.</summary>
/// <param name="Property">What it binds to.</param>
/// <param name="Kind">Which components.</param>
/// <param name="Components">By name, in name order.</param>
internal sealed record SlotShape(PropertyInfo Property, ComponentKind Kind, IReadOnlyDictionary<string, ComponentShape> Components)
{
    /// <summary>The word for such a component in messages.</summary>
    public string Noun => Kind.ToString().ToLowerInvariant();
}

/// <summary>A component and its options.</summary>
internal sealed record ComponentShape(ComponentDescriptor Component, RecordShape Options);
