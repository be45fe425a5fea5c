using System.Reflection;
using DataMigration.Declarations;

namespace DataMigration.Catalogue;

/// <summary>One component as its class declares it.</summary>
/// <param name="kind">Where its key can stand.</param>
/// <param name="name">Its key.</param>
/// <param name="implementation">Finds its class.</param>
public sealed class ComponentDescriptor(ComponentKind kind, string name, Func<Type> implementation)
{
    private readonly Lazy<Type> _implementation = new(implementation);
    private ComponentAttribute? _declaration;

    public ComponentKind Kind => kind;

    public string Name => name;

    /// <summary>Its class.</summary>
    public Type Implementation => _implementation.Value;

    /// <summary>Its key, summary and example.</summary>
    public ComponentAttribute Declaration => _declaration ??= Implementation.GetCustomAttribute<ComponentAttribute>()!;

    /// <summary>The record that its node binds to, or null when the key takes no options.</summary>
    /// <exception cref="InvalidOperationException">The class has not one constructor.</exception>
    public Type? OptionsType
    {
        get
        {
            var constructor = Implementation.GetConstructors() is [var only] ? only : throw new InvalidOperationException($"{Implementation} must have exactly one public constructor.");
            return constructor.GetParameters() is [{ ParameterType: var first }, ..] && first.Name.EndsWith("Options", StringComparison.Ordinal) ? first : null;
        }
    }

    /// <summary>Makes the component; <paramref name="context"/> follows the options in its constructor.</summary>
    public object Create(object? options, params object[] context) =>
        Activator.CreateInstance(Implementation, OptionsType is null ? context : [options!, .. context])!;
}
