using System.Reflection;
using DataMigration.Connectors;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Journals;

namespace DataMigration.Catalogue;

/// <summary>All components and messages of the given assemblies, found by one scan in the composition root. No component's type is loaded before it is asked for.</summary>
public sealed class ComponentCatalogue
{
    private readonly Dictionary<(ComponentKind, string), ComponentDescriptor> _components = [];
    private readonly Lazy<IReadOnlyList<DiagnosticDescriptor>> _messages;
    private readonly Lazy<IJournalKeeper?> _journalKeeper;

    /// <exception cref="InvalidOperationException">Two components of one kind have the same name.</exception>
    public ComponentCatalogue(IEnumerable<Assembly> assemblies)
    {
        List<Assembly> all = [.. assemblies.Distinct()];
        foreach (var component in all.SelectMany(ComponentScan.Of))
            if (!_components.TryAdd((component.Kind, component.Name), component)) throw new InvalidOperationException($"Two {component.Kind} components are called '{component.Name}'.");
        Components = [.. _components.Values.OrderBy(c => c.Kind).ThenBy(c => c.Name, StringComparer.Ordinal)];
        _messages = new(() => MessagesOf(all));
        _journalKeeper = new(() => JournalKeeperOf(all));
    }

    /// <summary>By kind, then name.</summary>
    public IReadOnlyList<ComponentDescriptor> Components { get; }

    /// <summary>Who keeps the journals of files; null in a program without files.</summary>
    public IJournalKeeper? JournalKeeper => _journalKeeper.Value;

    /// <summary>By code.</summary>
    /// <exception cref="InvalidOperationException">Two messages have the same code.</exception>
    public IReadOnlyList<DiagnosticDescriptor> Messages => _messages.Value;

    public IEnumerable<ComponentDescriptor> Of(ComponentKind kind) => Components.Where(c => c.Kind == kind);

    public ComponentDescriptor? Find(ComponentKind kind, string name) => _components.GetValueOrDefault((kind, name));

    private static List<DiagnosticDescriptor> MessagesOf(IEnumerable<Assembly> assemblies)
    {
        var messages = new SortedDictionary<string, DiagnosticDescriptor>(StringComparer.Ordinal);
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()).Where(t => t.Name.EndsWith("Messages", StringComparison.Ordinal)))
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(DiagnosticDescriptor)))
            {
                var message = (DiagnosticDescriptor)field.GetValue(null)!;
                if (!messages.TryAdd(message.Code, message)) throw new InvalidOperationException($"Two messages have the code {message.Code}.");
            }
        return [.. messages.Values];
    }

    private static IJournalKeeper? JournalKeeperOf(IEnumerable<Assembly> assemblies) =>
        assemblies.SelectMany(a => a.GetTypes()).FirstOrDefault(t => typeof(IJournalKeeper).IsAssignableFrom(t) && !typeof(IConnection).IsAssignableFrom(t) && t is { IsClass: true, IsAbstract: false }) is { } keeper
            ? (IJournalKeeper)Activator.CreateInstance(keeper)! : null;
}
