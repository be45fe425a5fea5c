using System.Reflection;
using DataMigration.Connectors;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Journals;

namespace DataMigration.Catalogue;

/// <summary>All components and messages of the given assemblies, found by one scan in the composition root.</summary>
public sealed class ComponentCatalogue
{
    private readonly Dictionary<(ComponentKind, string), ComponentDescriptor> _components = [];

    /// <exception cref="InvalidOperationException">Two components of one kind have the same name, or two messages the same code.</exception>
    public ComponentCatalogue(IEnumerable<Assembly> assemblies)
    {
        var messages = new SortedDictionary<string, DiagnosticDescriptor>(StringComparer.Ordinal);
        foreach (var type in assemblies.Distinct().SelectMany(a => a.GetTypes()))
        {
            if (ComponentDescriptor.Of(type) is { } component && !_components.TryAdd((component.Kind, component.Name), component))
                throw new InvalidOperationException($"Two {component.Kind} components are called '{component.Name}'.");
            if (typeof(IJournalKeeper).IsAssignableFrom(type) && !typeof(IConnection).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false }) JournalKeeper = (IJournalKeeper)Activator.CreateInstance(type)!;
            if (!type.Name.EndsWith("Messages", StringComparison.Ordinal)) continue;
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(DiagnosticDescriptor)))
            {
                var message = (DiagnosticDescriptor)field.GetValue(null)!;
                if (!messages.TryAdd(message.Code, message)) throw new InvalidOperationException($"Two messages have the code {message.Code}.");
            }
        }
        Components = [.. _components.Values.OrderBy(c => c.Kind).ThenBy(c => c.Name, StringComparer.Ordinal)];
        Messages = [.. messages.Values];
    }

    /// <summary>By kind, then name.</summary>
    public IReadOnlyList<ComponentDescriptor> Components { get; }

    /// <summary>Who keeps the journals of files; null in a program without files.</summary>
    public IJournalKeeper? JournalKeeper { get; }

    /// <summary>By code.</summary>
    public IReadOnlyList<DiagnosticDescriptor> Messages { get; }

    public IEnumerable<ComponentDescriptor> Of(ComponentKind kind) => Components.Where(c => c.Kind == kind);

    public ComponentDescriptor? Find(ComponentKind kind, string name) => _components.GetValueOrDefault((kind, name));
}
