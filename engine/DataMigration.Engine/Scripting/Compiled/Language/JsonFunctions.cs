using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The functions of <c>JSON</c>.</summary>
internal static class JsonFunctions
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("parse(text, reviver)", Kinds.Any, Parse),
        new("stringify(value, replacer, space)", Kinds.Text | Kinds.Undefined, Stringify),
    ];

    private static Value Parse(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var value = machine.Json.Parse(arguments.String(machine, 0));
        if (arguments.At(1).As<ScriptFunction>() is not { } reviver) return value;
        var holder = new ScriptObject();
        holder.Set(machine, "", value);
        return Revived(machine, Value.Of(holder), "", reviver);
    }

    private static Value Revived(Machine machine, Value holder, string name, ScriptFunction reviver)
    {
        machine.Budget.CheckStack();
        machine.Budget.Spend(1);
        holder.Object.TryGet(name, out var value);
        if (value.IsObject)
            foreach (string key in value.Object.Names.ToList())
            {
                var revived = Revived(machine, value, key, reviver);
                if (revived.IsUndefined) value.Object.Delete(machine, key);
                else value.Object.Set(machine, key, revived);
            }
        return reviver.Call(machine, holder, [Value.Of(name), value]);
    }

    private static Value Stringify(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        string? text = new JsonText(machine, arguments.At(1), Gap(machine, arguments.At(2))).Write(arguments.At(0));
        return text is null ? Value.Undefined : Value.Of(machine.Arena.Add(text));
    }

    private static string Gap(Machine machine, Value space)
    {
        if (space.IsNumber) return new string(' ', (int)Math.Clamp(Integers.Truncate(space.Number), 0, 10));
        return space.IsText ? space.Text.Slice(0, Math.Min(10, space.Text.Length)).ToString() : "";
    }
}
