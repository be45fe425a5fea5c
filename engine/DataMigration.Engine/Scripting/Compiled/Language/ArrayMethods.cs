using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of arrays that call no function.</summary>
internal static class ArrayMethods
{
    private const string Kind = "Array";

    public static IReadOnlyList<Method> All { get; } =
    [
        new("at(index)", Kinds.Any, (m, self, a) => Self(m, self) is var list && TextSlices.At(list.Count, a.Number(m, 0)) is >= 0 and var at ? list[at] : Value.Undefined),
        new("concat(value, …)", Kinds.Object, Concat),
        new("fill(value, start, end)", Kinds.Object, Fill),
        new("flat(depth)", Kinds.Object, (m, self, a) => Value.Of(Flattened(m, Self(m, self), a.Number(m, 0, 1), new ScriptArray(m, 4)))),
        new("includes(value, start)", Kinds.Boolean, Includes),
        new("indexOf(value, start)", Kinds.Number, IndexOf),
        new("join(separator)", Kinds.Text, (m, self, a) => Value.Of(ArrayTexts.Join(m, Self(m, self), a.At(0).IsUndefined ? "," : a.Text(m, 0)))),
        new("keys()", Kinds.Object, (m, self, _) => Value.Of(new IteratorObject(Kind, Iteration.Elements(Self(m, self)).Select((_, i) => Value.Of((double)i))))),
        new("lastIndexOf(value)", Kinds.Number, LastIndexOf),
        new("pop()", Kinds.Any, (m, self, _) => Removed(m, Self(m, self), Self(m, self).Count - 1)),
        new("push(value, …)", Kinds.Number, Push),
        new("reverse()", Kinds.Object, (m, self, _) => Reversed(m, Self(m, self))),
        new("shift()", Kinds.Any, (m, self, _) => Removed(m, Self(m, self), 0)),
        new("slice(start, end)", Kinds.Object, (m, self, a) => Value.Of(Slice(m, Self(m, self), a))),
        new("splice(start, count, value, …)", Kinds.Object, Splice),
        new("toReversed()", Kinds.Object, (m, self, _) => Reversed(m, Copy(m, Self(m, self)))),
        new("toString()", Kinds.Text, (m, self, _) => ObjectTexts.Of(m, Self(m, self))),
        new("unshift(value, …)", Kinds.Number, Unshift),
        new("values()", Kinds.Object, (m, self, _) => Value.Of(new IteratorObject(Kind, Iteration.Elements(Self(m, self))))),
        new("entries()", Kinds.Object, (m, self, _) => Value.Of(new IteratorObject(Kind, Iteration.Elements(Self(m, self)).Select((e, i) => Value.Of(Of(m, [Value.Of((double)i), e])))))),
        new("with(index, value)", Kinds.Object, With),
    ];

    public static ScriptArray Self(Machine machine, Value self) => self.As<ScriptArray>() ?? throw machine.TypeError("a method of arrays needs an array");

    public static ScriptArray Of(Machine machine, IEnumerable<Value> values)
    {
        var list = new ScriptArray(machine, 0);
        foreach (var value in values) list.Add(machine, value);
        return list;
    }

    public static ScriptArray Copy(Machine machine, ScriptArray list)
    {
        var copy = new ScriptArray(machine, list.Count);
        for (int i = 0; i < list.Count; i++) copy.Add(machine, list[i]);
        return copy;
    }

    private static Value Concat(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var made = new ScriptArray(machine, 4);
        foreach (var value in (ReadOnlySpan<Value>)[self, .. arguments])
        {
            if (value.As<ScriptArray>() is not { } list)
            {
                made.Add(machine, value);
                continue;
            }
            foreach (var item in list.Items) made.Add(machine, item);
        }
        return Value.Of(made);
    }

    private static Value Fill(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = Self(machine, self);
        list.CheckChange(machine);
        int start = Integers.RelativeIndex(arguments.Number(machine, 1, 0), list.Count), end = Integers.RelativeIndex(arguments.Number(machine, 2, double.PositiveInfinity), list.Count);
        if (end > start) list.Items[start..end].Fill(arguments.At(0));
        return self;
    }

    private static ScriptArray Flattened(Machine machine, ScriptArray list, double depth, ScriptArray made)
    {
        machine.Budget.CheckStack();
        machine.Budget.Spend(1);
        foreach (var item in list.Items)
        {
            if (item.IsMissing) continue;
            if (depth >= 1 && item.As<ScriptArray>() is { } inner) Flattened(machine, inner, depth - 1, made);
            else made.Add(machine, item);
        }
        return made;
    }

    private static Value Includes(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = Self(machine, self);
        var sought = arguments.At(0);
        for (int i = Integers.RelativeIndex(arguments.Number(machine, 1, 0), list.Count); i < list.Count; i++)
            if (Value.SameValueZero(list[i], sought)) return Value.True;
        return Value.False;
    }

    private static Value IndexOf(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = Self(machine, self);
        var sought = arguments.At(0);
        for (int i = Integers.RelativeIndex(arguments.Number(machine, 1, 0), list.Count); i < list.Count; i++)
            if (list.Has(i) && Value.StrictEquals(list[i], sought)) return Value.Of((double)i);
        return Value.Of(-1.0);
    }

    private static Value LastIndexOf(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = Self(machine, self);
        var sought = arguments.At(0);
        double start = arguments.Length > 1 ? Integers.Truncate(arguments.Number(machine, 1)) : list.Count - 1;
        for (int i = (int)Math.Min(start < 0 ? list.Count + start : start, list.Count - 1); i >= 0; i--)
            if (list.Has(i) && Value.StrictEquals(list[i], sought)) return Value.Of((double)i);
        return Value.Of(-1.0);
    }

    private static Value Push(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = Self(machine, self);
        list.CheckChange(machine);
        foreach (var value in arguments) list.Add(machine, value);
        return Value.Of((double)list.Count);
    }

    private static Value Unshift(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = Self(machine, self);
        int before = list.Count;
        machine.Budget.Spend(1 + before / 64);
        list.Resize(machine, before + arguments.Length);
        list.Items[..before].CopyTo(list.Items[arguments.Length..]);
        arguments.CopyTo(list.Items);
        return Value.Of((double)list.Count);
    }

    private static Value Removed(Machine machine, ScriptArray list, int at)
    {
        list.CheckChange(machine);
        if (list.Count == 0) return Value.Undefined;
        machine.Budget.Spend(1 + (list.Count - at) / 64);
        var removed = list[at];
        list.Items[(at + 1)..].CopyTo(list.Items[at..]);
        list.Resize(machine, list.Count - 1);
        return removed;
    }

    private static Value Reversed(Machine machine, ScriptArray list)
    {
        list.CheckChange(machine);
        list.Items.Reverse();
        return Value.Of(list);
    }

    private static ScriptArray Slice(Machine machine, ScriptArray list, ReadOnlySpan<Value> arguments)
    {
        int start = Integers.RelativeIndex(arguments.Number(machine, 0, 0), list.Count), end = Integers.RelativeIndex(arguments.Number(machine, 1, double.PositiveInfinity), list.Count);
        var made = new ScriptArray(machine, Math.Max(0, end - start));
        for (int i = start; i < end; i++) made.Add(machine, list.Items[i]);
        return made;
    }

    private static Value Splice(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = Self(machine, self);
        list.CheckChange(machine);
        int start = Integers.RelativeIndex(arguments.Number(machine, 0, 0), list.Count);
        int count = arguments.Length == 0 ? 0 : arguments.Length == 1 ? list.Count - start : Integers.ClampedIndex(arguments.Number(machine, 1), list.Count - start);
        var removed = Of(machine, list.Items.Slice(start, count).ToArray());
        Value[] behind = list.Items[(start + count)..].ToArray();
        machine.Budget.Spend(1 + behind.Length / 64);
        list.Resize(machine, start);
        for (int i = 2; i < arguments.Length; i++) list.Add(machine, arguments[i]);
        foreach (var value in behind) list.Add(machine, value);
        return Value.Of(removed);
    }

    private static Value With(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var copy = Copy(machine, Self(machine, self));
        int at = TextSlices.At(copy.Count, arguments.Number(machine, 0));
        if (at < 0) throw machine.RangeError("Invalid index");
        copy.Items[at] = arguments.At(1);
        return Value.Of(copy);
    }
}
