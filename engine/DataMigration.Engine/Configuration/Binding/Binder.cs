using System.Collections;
using DataMigration.Catalogue;
using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Shapes;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Binding;

/// <summary>A tree that its schema accepts → definition records. Values with a syntax of their own (types, shares, paths) are read here and can still be wrong.</summary>
internal sealed class Binder(DiagnosticBag diagnostics)
{
    private readonly ScalarBinder _scalars = new(diagnostics);

    public object? Bind(Place place) => place.Shape switch
    {
        ScalarShape scalar => _scalars.Bind(place, scalar),
        ListShape list => List(place, TypeOf(list.Item)),
        DictionaryShape dictionary => Dictionary(place, dictionary.Key, TypeOf(dictionary.Value)),
        RecordShape record => Record(place, record),
        FreeShape => InlineJsonWriter.Write(place.Node),
        _ => throw new InvalidOperationException($"No binding for {place.Shape}."),
    };

    private IList List(Place place, Type item)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        foreach (var child in place.Children) list.Add(Bind(child));
        return list;
    }

    /// <summary>In the file's order, which is the order of a target's columns.</summary>
    private IDictionary Dictionary(Place place, Type key, Type value)
    {
        var dictionary = NewDictionary(key, value);
        foreach (var child in place.Children)
        {
            var name = child.Entry!.Key;
            dictionary.Add(key == typeof(string) ? name.Text : new FieldReference(name.Text, name.Span), Bind(child));
        }
        return dictionary;
    }

    private static IDictionary NewDictionary(Type key, Type value)
    {
        // A native program has collections of values only where its code names them; collections of objects are all one to it.
        if (value == typeof(DataType)) return new OrderedDictionary<string, DataType>(StringComparer.Ordinal);
        var type = typeof(OrderedDictionary<,>).MakeGenericType(key, value);
        return (IDictionary)(key == typeof(string) ? Activator.CreateInstance(type, StringComparer.Ordinal) : Activator.CreateInstance(type))!;
    }

    private object? Record(Place place, RecordShape record)
    {
        if (record.Type is null) return null;
        object instance = Activator.CreateInstance(record.Type)!;
        if (record is { TakesBareName: true, Slot: { } named } && place.Node is Syntax.YamlScalar name && named.Components.TryGetValue(name.Text, out var bare))
            named.Property.SetValue(instance, new ComponentNode(bare.Component, Blank(bare.Component), name.Span));
        foreach (var child in place.Children)
        {
            if (child.Component is { } component)
                record.Slot!.Property.SetValue(instance, new ComponentNode(component, Bind(child), child.Entry!.Key.Span) { IsIncomplete = child.All.Any(p => p.Node.IsUnknown) });
            else
                child.Key!.Property.SetValue(instance, Bind(child));
        }
        return instance;
    }

    private static object? Blank(ComponentDescriptor component) => component.OptionsType is { } options ? Activator.CreateInstance(options) : null;

    private static Type TypeOf(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Type,
        RecordShape { Type: { } type } => type,
        FreeShape => typeof(InlineJson),
        ListShape list => typeof(IReadOnlyList<>).MakeGenericType(TypeOf(list.Item)),
        DictionaryShape dictionary => typeof(IReadOnlyDictionary<,>).MakeGenericType(dictionary.Key, TypeOf(dictionary.Value)),
        _ => throw new InvalidOperationException($"No type for {shape}."),
    };
}
