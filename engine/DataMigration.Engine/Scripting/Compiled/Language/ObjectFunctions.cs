using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The functions of <c>Object</c> and <c>Array</c>.</summary>
internal static class ObjectFunctions
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("assign(target, source, …)", Kinds.Object, Assign),
        new("entries(object)", Kinds.Object, (m, _, a) => List(m, Properties(m, a.At(0)).Select(p => Value.Of(ArrayMethods.Of(m, [Value.Of(p.Name), p.Value]))))),
        new("freeze(object)", Kinds.Any, (_, _, a) =>
        {
            if (a.At(0).IsObject) a[0].Object.IsFrozen = true;
            return a.At(0);
        }),
        new("fromEntries(list)", Kinds.Object, FromEntries),
        new("hasOwn(object, name)", Kinds.Boolean, (m, _, a) => ObjectMethods.HasOwn(m, a.At(0), a.Length > 1 ? a[1..] : [])),
        new("is(a, b)", Kinds.Boolean, (_, _, a) => Value.Of(a.At(0).IsNumber && a.At(1).IsNumber ? Operators.SameValue(a[0].Number, a[1].Number) : Value.SameValueZero(a.At(0), a.At(1)) )),
        new("keys(object)", Kinds.Object, (m, _, a) => List(m, Properties(m, a.At(0)).Select(p => Value.Of(p.Name)))),
        new("values(object)", Kinds.Object, (m, _, a) => List(m, Properties(m, a.At(0)).Select(p => p.Value))),
    ];

    public static IReadOnlyList<Method> OfArray { get; } =
    [
        new("from(values, function)", Kinds.Object, From),
        new("isArray(value)", Kinds.Boolean, (_, _, a) => Value.Of(a.At(0).As<ScriptArray>() is not null)),
        new("of(value, …)", Kinds.Object, (m, _, a) => List(m, a.ToArray())),
    ];

    private static Value List(Machine machine, IEnumerable<Value> values) => Value.Of(ArrayMethods.Of(machine, values));

    private static List<(string Name, Value Value)> Properties(Machine machine, Value value)
    {
        if (value.IsNullish) throw machine.TypeError("Cannot convert undefined or null to object");
        if (value.IsText) return [.. Enumerable.Range(0, value.Text.Length).Select(i => (NumberText.Of(i), Value.Of(value.Text.Slice(i, 1))))];
        if (!value.IsObject) return [];
        var found = new List<(string, Value)>();
        foreach (string name in value.Object.Names)
        {
            machine.Budget.Spend(1);
            value.Object.TryGet(name, out var member);
            found.Add((name, member));
        }
        return found;
    }

    private static Value Assign(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var target = arguments.At(0);
        if (!target.IsObject) throw machine.TypeError("Object.assign needs an object to assign to");
        for (int i = 1; i < arguments.Length; i++)
            foreach (var (name, value) in arguments[i].IsNullish ? [] : Properties(machine, arguments[i])) target.Object.Set(machine, name, value);
        return target;
    }

    private static Value FromEntries(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var made = new ScriptObject();
        foreach (var entry in Iteration.Values(machine, arguments.At(0), "what Object.fromEntries is given"))
        {
            if (!entry.IsObject) throw machine.TypeError("an entry is an array of name and value");
            made.Set(machine, Coercion.ToName(machine, Members.Get(machine, entry, Value.Of(0.0))), Members.Get(machine, entry, Value.Of(1.0)));
        }
        return Value.Of(made);
    }

    private static Value From(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var source = arguments.At(0);
        var function = arguments.At(1).IsUndefined ? null : arguments.Function(machine, 1);
        var made = new ScriptArray(machine, 0);
        foreach (var value in source.IsText || Iteration.IsIterable(source) ? Iteration.Values(machine, source, "") : LikeArray(machine, source))
            made.Add(machine, function is null ? value : function.Call(machine, Value.Undefined, [value, Value.Of((double)made.Count)]));
        return Value.Of(made);
    }

    /// <summary>The elements of <c>{ length: 3 }</c> and its like.</summary>
    private static IEnumerable<Value> LikeArray(Machine machine, Value value)
    {
        if (value.IsNullish) throw machine.TypeError("what Array.from is given is null or undefined");
        if (!value.IsObject) yield break;
        value.Object.TryGet("length", out var length);
        double count = length.IsUndefined ? 0 : Coercion.ToInteger(machine, length);
        for (int i = 0; i < count; i++)
        {
            machine.Budget.Spend(1);
            value.Object.TryGet(NumberText.Of(i), out var element);
            yield return element;
        }
    }
}
