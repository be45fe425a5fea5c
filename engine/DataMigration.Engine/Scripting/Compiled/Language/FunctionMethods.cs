using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of functions.</summary>
internal static class FunctionMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("apply(this, list)", Kinds.Any, Apply),
        new("bind(this, argument, …)", Kinds.Object, Bind),
        new("call(this, argument, …)", Kinds.Any, (m, self, a) => Self(m, self).Call(m, a.At(0), a.Length > 0 ? a[1..] : [])),
    ];

    private static ScriptFunction Self(Machine machine, Value self) => self.As<ScriptFunction>() ?? throw machine.TypeError("a method of functions needs a function");

    private static Value Apply(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        machine.Budget.CheckStack();
        if (arguments.At(1).IsNullish) return Self(machine, self).Call(machine, arguments.At(0), []);
        var list = arguments.At(1).As<ScriptArray>() ?? throw machine.TypeError("CreateListFromArrayLike called on non-object");
        return Self(machine, self).Call(machine, arguments.At(0), list.Items.ToArray());
    }

    private static Value Bind(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var function = Self(machine, self);
        var bound = arguments.ToArray();
        machine.Budget.Charge(64 + 16L * bound.Length);
        return Value.Of(new NativeFunction("bound", (m, _, more) =>
        {
            m.Budget.CheckStack();
            return function.Call(m, bound.Length > 0 ? bound[0] : Value.Undefined, [.. bound.Skip(1), .. more]);
        }));
    }
}
