using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>What <c>for … of</c>, spread and destructuring go through.</summary>
internal static class Iteration
{
    /// <summary>The values of an array or the characters of a text.</summary>
    public static IEnumerable<Value> Values(Machine machine, Value value, string path)
    {
        if (value.As<ScriptArray>() is { } list) return Elements(list);
        if (value.As<Collection>() is { } collection) return collection.Family == Family.Set ? collection.Keys : collection.Entries(machine);
        if (value.As<IteratorObject>() is { } iterator) return iterator.Rest();
        return value.IsText ? Characters(value.Text) : throw machine.TypeError($"{path} is not iterable");
    }

    /// <summary>Whether an object can be gone through.</summary>
    public static bool IsIterable(Value value) => value.As<ScriptArray>() is not null || value.As<Collection>() is not null || value.As<IteratorObject>() is not null;

    /// <summary>The names that <c>for … in</c> visits.</summary>
    public static IEnumerable<Value> Names(Machine machine, Value value)
    {
        if (value.IsNullish) return [];
        if (value.IsText) return Enumerable.Range(0, value.Text.Length).Select(i => Value.Of(Library.NumberText.Of(i)));
        if (!value.IsObject) return [];
        var instance = value.Object;
        // A property that the body deletes before its turn is not visited.
        return instance.Names.ToList().Where(n => instance.TryGet(n, out _)).Select(Value.Of);
    }

    /// <summary>The elements, and those that are added meanwhile.</summary>
    public static IEnumerable<Value> Elements(ScriptArray list)
    {
        for (int i = 0; i < list.Count; i++) yield return list[i];
    }

    private static IEnumerable<Value> Characters(Text text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            yield return Value.Of(text.Slice(i, length));
            i += length - 1;
        }
    }
}
