using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of arrays that call a function for their elements.</summary>
internal static class ArrayCallbacks
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("every(test)", Kinds.Boolean, (m, self, a) => Value.Of(First(m, self, a, true, false) < 0)),
        new("filter(test)", Kinds.Object, Filter),
        new("find(test)", Kinds.Any, (m, self, a) => ArrayMethods.Self(m, self)[First(m, self, a, false, true)]),
        new("findIndex(test)", Kinds.Number, (m, self, a) => Value.Of((double)First(m, self, a, false, true))),
        new("findLast(test)", Kinds.Any, (m, self, a) => ArrayMethods.Self(m, self)[Last(m, self, a)]),
        new("findLastIndex(test)", Kinds.Number, (m, self, a) => Value.Of((double)Last(m, self, a))),
        new("flatMap(function)", Kinds.Object, FlatMap),
        new("forEach(function)", Kinds.Undefined, (m, self, a) =>
        {
            First(m, self, a, true, null);
            return Value.Undefined;
        }),
        new("map(function)", Kinds.Object, Map),
        new("reduce(function, start)", Kinds.Any, (m, self, a) => Reduce(m, self, a, 1)),
        new("reduceRight(function, start)", Kinds.Any, (m, self, a) => Reduce(m, self, a, -1)),
        new("some(test)", Kinds.Boolean, (m, self, a) => Value.Of(First(m, self, a, true, true) >= 0)),
        new("sort(compare)", Kinds.Object, (m, self, a) => Sort(m, ArrayMethods.Self(m, self), a)),
        new("toSorted(compare)", Kinds.Object, (m, self, a) => Sort(m, ArrayMethods.Copy(m, ArrayMethods.Self(m, self)), a)),
    ];

    private static Value Call(Machine machine, ScriptFunction function, Value self, ScriptArray list, int index)
    {
        machine.Budget.Spend(1);
        return function.Call(machine, self, [list[index], Value.Of((double)index), Value.Of(list)]);
    }

    /// <summary>The first element for which the function says what is sought (null: nothing ends it); -1 when there is none.</summary>
    private static int First(Machine machine, Value self, ReadOnlySpan<Value> arguments, bool skipsHoles, bool? sought)
    {
        var list = ArrayMethods.Self(machine, self);
        var function = arguments.Function(machine, 0);
        // What the function adds is not visited.
        int count = list.Count;
        for (int i = 0; i < count; i++)
        {
            if (skipsHoles && !list.Has(i)) continue;
            if (Call(machine, function, arguments.At(1), list, i).IsTrue == sought) return i;
        }
        return -1;
    }

    private static int Last(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = ArrayMethods.Self(machine, self);
        var function = arguments.Function(machine, 0);
        for (int i = list.Count - 1; i >= 0; i--)
            if (Call(machine, function, arguments.At(1), list, i).IsTrue) return i;
        return -1;
    }

    private static Value Map(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = ArrayMethods.Self(machine, self);
        var function = arguments.Function(machine, 0);
        int count = list.Count;
        var made = new ScriptArray(machine, count);
        for (int i = 0; i < count; i++) made.Add(machine, list.Has(i) ? Call(machine, function, arguments.At(1), list, i) : Value.Missing);
        return Value.Of(made);
    }

    private static Value FlatMap(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = ArrayMethods.Self(machine, self);
        var function = arguments.Function(machine, 0);
        int count = list.Count;
        var made = new ScriptArray(machine, count);
        for (int i = 0; i < count; i++)
        {
            if (!list.Has(i)) continue;
            var value = Call(machine, function, arguments.At(1), list, i);
            if (value.As<ScriptArray>() is not { } inner) made.Add(machine, value);
            else for (int k = 0; k < inner.Count; k++) if (inner.Has(k)) made.Add(machine, inner[k]);
        }
        return Value.Of(made);
    }

    private static Value Filter(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var list = ArrayMethods.Self(machine, self);
        var function = arguments.Function(machine, 0);
        int count = list.Count;
        var made = new ScriptArray(machine, 0);
        for (int i = 0; i < count; i++)
        {
            if (!list.Has(i)) continue;
            var item = list[i];
            if (Call(machine, function, arguments.At(1), list, i).IsTrue) made.Add(machine, item);
        }
        return Value.Of(made);
    }

    private static Value Reduce(Machine machine, Value self, ReadOnlySpan<Value> arguments, int step)
    {
        var list = ArrayMethods.Self(machine, self);
        var function = arguments.Function(machine, 0);
        int count = list.Count, at = step > 0 ? 0 : count - 1;
        Value result;
        if (arguments.Length > 1)
        {
            result = arguments[1];
        }
        else
        {
            while (at >= 0 && at < count && !list.Has(at)) at += step;
            if (at < 0 || at >= count) throw machine.TypeError("Reduce of empty array with no initial value");
            result = list[at];
            at += step;
        }
        for (; at >= 0 && at < count; at += step)
        {
            if (!list.Has(at)) continue;
            machine.Budget.Spend(1);
            result = function.Call(machine, Value.Undefined, [result, list[at], Value.Of((double)at), Value.Of(list)]);
        }
        return result;
    }

    private static Value Sort(Machine machine, ScriptArray list, ReadOnlySpan<Value> arguments)
    {
        if (!arguments.At(0).IsUndefined && arguments[0].As<ScriptFunction>() is null) throw machine.TypeError("The comparison function must be either a function or undefined");
        var function = arguments.At(0).As<ScriptFunction>();
        list.CheckChange(machine);
        Value[] items = [.. list.Items.ToArray().Where(v => !v.IsUndefined)];
        int holes = list.Items.ToArray().Count(v => v.IsMissing);
        if (function is null) SortTexts(machine, items);
        else StableSort.Sort<Value>(items, (left, right) =>
        {
            machine.Budget.Spend(1);
            double order = Coercion.ToNumber(machine, function.Call(machine, Value.Undefined, [left, right]));
            return order > 0 ? 1 : order < 0 ? -1 : 0;
        });
        int count = list.Count;
        list.Resize(machine, count);
        for (int i = 0; i < count; i++) list.Items[i] = i < items.Length ? items[i] : i < count - holes ? Value.Undefined : Value.Missing;
        return Value.Of(list);
    }

    private static void SortTexts(Machine machine, Value[] items)
    {
        var keyed = items.Select(v => (Key: Coercion.ToName(machine, v), Value: v)).ToArray();
        StableSort.Sort<(string Key, Value Value)>(keyed, (left, right) =>
        {
            machine.Budget.Spend(1);
            return string.CompareOrdinal(left.Key, right.Key);
        });
        for (int i = 0; i < items.Length; i++) items[i] = keyed[i].Value;
    }
}
