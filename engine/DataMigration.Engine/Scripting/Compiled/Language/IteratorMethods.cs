using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The method of iterators.</summary>
internal static class IteratorMethods
{
    public static IReadOnlyList<Method> All { get; } = [new("next()", Kinds.Object, Next)];

    private static Value Next(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var iterator = self.As<IteratorObject>() ?? throw machine.TypeError("next() needs an iterator");
        bool isThere = iterator.TryNext(out var value);
        var result = new ScriptObject();
        result.Set(machine, "value", value);
        result.Set(machine, "done", Value.Of(!isThere));
        return Value.Of(result);
    }
}
