using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using DataMigration.Configuration.Definitions;
using DataMigration.Declarations;

namespace DataMigration.Planning;

/// <summary>Finds the references (fields, connections) in an options record, however deep, so that no component checks names itself.</summary>
internal static class OptionReferences
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Options = new();

    public static IReadOnlyList<T> In<T>(object? options) where T : class
    {
        var found = new List<T>();
        Find(options, found);
        return found;
    }

    private static void Find<T>(object? options, List<T> found) where T : class
    {
        switch (options)
        {
            case null or string:
                break;
            case T reference:
                found.Add(reference);
                break;
            case ComponentNode node:
                Find(node.Options, found);
                break;
            case IDictionary dictionary:
                foreach (object? key in dictionary.Keys) Find(key, found);
                foreach (object? value in dictionary.Values) Find(value, found);
                break;
            case IEnumerable list:
                foreach (object? item in list) Find(item, found);
                break;
            default:
                foreach (var property in Options.GetOrAdd(options.GetType(), OptionsOf)) Find(property.GetValue(options), found);
                break;
        }
    }

    private static PropertyInfo[] OptionsOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.IsDefined(typeof(OptionAttribute)) || p.IsDefined(typeof(ComponentSlotAttribute)))];
}
