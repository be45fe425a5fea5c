using System.Reflection;
using System.Runtime.CompilerServices;
using DataMigration.Catalogue;
using DataMigration.Configuration.Definitions;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Shapes;

/// <summary>Reads shapes off the declarations, once for each type.</summary>
internal sealed class ShapeCatalogue
{
    private readonly Dictionary<Type, RecordShape> _records = [];
    private readonly Dictionary<ComponentKind, IReadOnlyDictionary<string, ComponentShape>> _components = [];
    private readonly ComponentCatalogue _catalogue;

    /// <exception cref="InvalidOperationException">A declaration cannot be read: a property of a type that no file can hold, say.</exception>
    public ShapeCatalogue(ComponentCatalogue catalogue)
    {
        _catalogue = catalogue;
        Pipeline = Record(typeof(PipelineDefinition));
        Project = Record(typeof(ProjectDefinition));
    }

    public RecordShape Pipeline { get; }

    public RecordShape Project { get; }

    /// <summary>For any thread.</summary>
    public RecordShape Record(Type type)
    {
        lock (_records) return Read(type);
    }

    private RecordShape Read(Type type)
    {
        if (_records.TryGetValue(type, out var known)) return known;
        var record = new RecordShape(type);
        _records.Add(type, record);
        object blank = Activator.CreateInstance(type)!;
        // As they are declared, those of a base first. A native program has no numbers for them, and has them in that order.
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => Depth(p.DeclaringType!)).ThenBy(p => p.HasMetadataToken() ? p.MetadataToken : 0).ToList();
        var keys = properties.Where(p => p.IsDefined(typeof(OptionAttribute))).Select(p => Key(p, blank)).ToList();
        record.Fill(keys, Slot(properties.SingleOrDefault(p => p.IsDefined(typeof(ComponentSlotAttribute)))));
        return record;
    }

    public IReadOnlyDictionary<string, ComponentShape> Components(ComponentKind kind)
    {
        if (_components.TryGetValue(kind, out var known)) return known;
        var components = new OrderedDictionary<string, ComponentShape>(StringComparer.Ordinal);
        _components.Add(kind, components);
        foreach (var component in _catalogue.Of(kind))
            components.Add(component.Name, new ComponentShape(component, () => component.OptionsType is { } options ? Record(options) : new RecordShape(null)));
        return components;
    }

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    private SlotShape? Slot(PropertyInfo? property)
    {
        if (property is null) return null;
        var kind = property.GetCustomAttribute<ComponentSlotAttribute>()!.Kind;
        return new SlotShape(property, kind, Components(kind));
    }

    private KeyShape Key(PropertyInfo property, object blank)
    {
        bool required = property.IsDefined(typeof(RequiredMemberAttribute));
        return new KeyShape(ScalarShape.SnakeCase(property.Name), property, property.GetCustomAttribute<OptionAttribute>()!,
            Of(property.PropertyType, property), required, required ? null : property.GetValue(blank));
    }

    private Shape Of(Type type, PropertyInfo property)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ScalarShape.Of(type) is { } scalar) return scalar;
        if (type == typeof(InlineJson)) return new FreeShape();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return new ListShape(Of(type.GetGenericArguments()[0], property));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && (type.GetGenericArguments()[0] == typeof(string) || type.GetGenericArguments()[0] == typeof(FieldReference)))
            return new DictionaryShape(type.GetGenericArguments()[0], Of(type.GetGenericArguments()[1], property));
        if (type is { IsClass: true, IsAbstract: false, Namespace: { } name } && name.StartsWith(nameof(DataMigration), StringComparison.Ordinal)) return Read(type);
        throw new InvalidOperationException($"{property.DeclaringType}.{property.Name}: no file can hold a {type}.");
    }
}
