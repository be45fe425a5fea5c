using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of <c>Map</c> and <c>Set</c>.</summary>
internal static class CollectionMethods
{
    public static IReadOnlyList<Method> OfMaps { get; } =
    [
        new("clear()", Kinds.Undefined, Clear),
        new("delete(key)", Kinds.Boolean, Delete),
        new("entries()", Kinds.Object, (m, self, _) => Iterator(Self(m, self), Self(m, self).Entries(m))),
        new("forEach(function)", Kinds.Undefined, ForEach),
        new("get(key)", Kinds.Any, (m, self, a) => Self(m, self).Get(a.At(0))),
        new("has(key)", Kinds.Boolean, (m, self, a) => Value.Of(Self(m, self).Has(a.At(0)))),
        new("keys()", Kinds.Object, (m, self, _) => Iterator(Self(m, self), Self(m, self).Keys)),
        new("set(key, value)", Kinds.Object, (m, self, a) =>
        {
            Self(m, self).Put(m, a.At(0), a.At(1));
            return self;
        }),
        new("values()", Kinds.Object, (m, self, _) => Iterator(Self(m, self), Self(m, self).Values)),
    ];

    public static IReadOnlyList<Method> OfSets { get; } =
    [
        new("add(value)", Kinds.Object, (m, self, a) =>
        {
            Self(m, self).Put(m, a.At(0), a.At(0));
            return self;
        }),
        .. OfMaps.Where(m => m.Name is not ("get" or "set")),
    ];

    public static Value CreateMap(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var made = new Collection(Family.Map);
        if (!arguments.At(0).IsNullish)
            foreach (var entry in Iteration.Values(machine, arguments[0], "what a Map is made of"))
            {
                if (!entry.IsObject) throw machine.TypeError("an entry of a Map is an array of key and value");
                made.Put(machine, Members.Get(machine, entry, Value.Of(0.0)), Members.Get(machine, entry, Value.Of(1.0)));
            }
        return Value.Of(made);
    }

    public static Value CreateSet(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var made = new Collection(Family.Set);
        if (!arguments.At(0).IsNullish)
            foreach (var value in Iteration.Values(machine, arguments[0], "what a Set is made of")) made.Put(machine, value, value);
        return Value.Of(made);
    }

    private static Collection Self(Machine machine, Value self) => self.As<Collection>() ?? throw machine.TypeError("a method of Map or Set needs one");

    private static Value Iterator(Collection collection, IEnumerable<Value> values) => Value.Of(new IteratorObject(collection.ClassName, values));

    private static Value Clear(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        foreach (var key in Self(machine, self).Keys.ToList()) Self(machine, self).Remove(machine, key);
        return Value.Undefined;
    }

    private static Value Delete(Machine machine, Value self, ReadOnlySpan<Value> arguments) => Value.Of(Self(machine, self).Remove(machine, arguments.At(0)));

    private static Value ForEach(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var function = arguments.Function(machine, 0);
        foreach (var key in Self(machine, self).Keys)
        {
            machine.Budget.Spend(1);
            function.Call(machine, arguments.At(1), [Self(machine, self).Get(key), key, self]);
        }
        return Value.Undefined;
    }
}
