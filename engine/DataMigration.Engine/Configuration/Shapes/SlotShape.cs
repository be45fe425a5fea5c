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

/// <summary>A component and its options, which are read off its class when somebody asks for them: most pipelines name few of the components there are.</summary>
internal sealed class ComponentShape(ComponentDescriptor component, Func<RecordShape> options)
{
    private readonly Lazy<RecordShape> _options = new(options);

    public ComponentDescriptor Component => component;

    public RecordShape Options => _options.Value;
}
