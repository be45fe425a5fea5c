using System.Globalization;
using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>Reading and writing of members whose object is known only when it runs.</summary>
internal static class Members
{
    /// <summary><c>value.name</c> of a value that is not null or undefined.</summary>
    public static Value Get(Value value, string name)
    {
        if (value.IsObject)
        {
            if (value.Object.TryGet(name, out var own)) return own;
        }
        else if (value.IsText)
        {
            if (name == "length") return Value.Of((double)value.Text.Length);
            if (ScriptObject.IsIndex(name) && double.Parse(name, CultureInfo.InvariantCulture) is var index && index < value.Text.Length) return Value.Of(value.Text.Slice((int)index, 1));
        }
        if (name is "constructor" or "__proto__") throw Library.ScriptError.Type($"'{name}' is not available to scripts");
        return MethodTables.Find(MethodTables.Of(value), name) is { } method ? Value.Of(method.Function) : Value.Undefined;
    }

    /// <summary><c>value[key]</c>.</summary>
    public static Value Get(Machine machine, Value value, Value key)
    {
        if (key.IsNumber && key.Number is var number && number >= 0 && number == (int)number)
        {
            int index = (int)number;
            if (value.As<ScriptArray>() is { } list) return list[index];
            if (value.IsText) return index < value.Text.Length ? Value.Of(value.Text.Slice(index, 1)) : Value.Undefined;
        }
        return Get(value, Coercion.ToName(machine, key));
    }

    public static void Set(Machine machine, Value value, string name, Value to)
    {
        if (value.IsObject) value.Object.Set(machine, name, to);
        else throw machine.TypeError($"Cannot create property '{name}' on {Coercion.TypeOf(value)}");
    }

    public static void Set(Machine machine, Value value, Value key, Value to)
    {
        if (value.As<ScriptArray>() is { } list && key.IsNumber && key.Number is var number && number >= 0 && number == (int)number) list.Set(machine, number, to);
        else Set(machine, value, Coercion.ToName(machine, key), to);
    }

    /// <summary><c>key in value</c>.</summary>
    public static bool Has(Machine machine, Value key, Value value)
    {
        if (!value.IsObject) throw machine.TypeError("Cannot use 'in' operator to search in a value that is no object");
        string name = Coercion.ToName(machine, key);
        return value.Object.TryGet(name, out _) || MethodTables.Find(value.Object.Family, name) is not null;
    }
}
