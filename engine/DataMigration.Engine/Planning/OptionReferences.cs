using System.Collections;
using System.Reflection;
using DataMigration.Configuration.Definitions;
using DataMigration.Declarations;

namespace DataMigration.Planning;

/// <summary>Finds the references (fields, connections) in an options record, however deep, so that no component checks names itself.</summary>
internal static class OptionReferences
{
    public static IEnumerable<T> In<T>(object? options) where T : struct
    {
        switch (options)
        {
            case null or string:
                break;
            case T reference:
                yield return reference;
                break;
            case ComponentNode node:
                foreach (var inner in In<T>(node.Options)) yield return inner;
                break;
            case IDictionary dictionary:
                foreach (object? key in dictionary.Keys)
                    foreach (var inner in In<T>(key)) yield return inner;
                foreach (object? value in dictionary.Values)
                    foreach (var inner in In<T>(value)) yield return inner;
                break;
            case IEnumerable list:
                foreach (object? item in list)
                    foreach (var inner in In<T>(item)) yield return inner;
                break;
            default:
                foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                    if (property.IsDefined(typeof(OptionAttribute)) || property.IsDefined(typeof(ComponentSlotAttribute)))
                        foreach (var inner in In<T>(property.GetValue(options))) yield return inner;
                break;
        }
    }
}
