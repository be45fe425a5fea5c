using System.Reflection;
using DataMigration.Declarations;

namespace DataMigration.Catalogue;

/// <summary>One component as its class declares it.</summary>
/// <param name="Declaration">Its key, summary and example.</param>
/// <param name="Implementation">Its class.</param>
/// <param name="OptionsType">The record that its node binds to, or null when the key takes no options.</param>
public sealed record ComponentDescriptor(ComponentAttribute Declaration, Type Implementation, Type? OptionsType)
{
    public ComponentKind Kind => Declaration.Kind;

    public string Name => Declaration.Name;

    /// <summary>Makes the component; <paramref name="context"/> follows the options in its constructor.</summary>
    public object Create(object? options, params object[] context) =>
        Activator.CreateInstance(Implementation, OptionsType is null ? context : [options!, .. context])!;

    /// <summary>Reads the declaration off a class, or null when it carries none.</summary>
    internal static ComponentDescriptor? Of(Type type)
    {
        if (type.GetCustomAttribute<ComponentAttribute>() is not { } declaration) return null;
        var constructor = type.GetConstructors().SingleOrDefault()
            ?? throw new InvalidOperationException($"{type} must have exactly one public constructor.");
        var first = constructor.GetParameters().FirstOrDefault()?.ParameterType;
        return new ComponentDescriptor(declaration, type, first is not null && first.Name.EndsWith("Options", StringComparison.Ordinal) ? first : null);
    }
}
