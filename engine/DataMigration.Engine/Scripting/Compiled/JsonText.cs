using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled;

/// <summary><c>JSON.stringify</c>, and what a script returns as JSON; bounded in depth and length.</summary>
/// <param name="replacer">A function, an array of names, or undefined.</param>
internal sealed class JsonText(Machine machine, Value replacer, string gap)
{
    private readonly JsonLayout _layout = new(gap);
    private readonly ScriptFunction? _function = replacer.As<ScriptFunction>();
    private readonly HashSet<string>? _only = replacer.As<ScriptArray>() is { } names ? [.. names.Items.ToArray().Select(n => Coercion.ToName(machine, n))] : null;

    /// <summary>The JSON of a value, or null when it has none (a function).</summary>
    public static string? Of(Machine machine, Value value) => new JsonText(machine, Value.Undefined, "").Write(value);

    public string? Write(Value value)
    {
        var holder = Value.Undefined;
        if (_function is not null)
        {
            var around = new ScriptObject();
            around.Set(machine, "", value);
            holder = Value.Of(around);
        }
        if (!Write(holder, "", value)) return null;
        machine.Budget.Charge(2L * _layout.Text.Length);
        return _layout.Text.ToString();
    }

    private bool Write(Value holder, string key, Value value)
    {
        machine.Budget.Spend(1);
        machine.Budget.CheckStack();
        _layout.CheckLength();
        value = Replaced(holder, key, value);
        switch (value.Kind)
        {
            case Kinds.Null: _layout.Text.Append("null"); return true;
            case Kinds.Boolean: _layout.Text.Append(value.Boolean ? "true" : "false"); return true;
            case Kinds.Number: _layout.WriteNumber(value.Number); return true;
            case Kinds.Text: JsonQuotes.Append(_layout.Text, value.Text.ToString()); return true;
            case Kinds.Object when value.Object is not ScriptFunction: Members(value); return true;
            default: return false;
        }
    }

    private Value Replaced(Value holder, string key, Value value)
    {
        if (value.IsObject && value.Object.TryGet("toJSON", out var toJson) && toJson.As<ScriptFunction>() is { } function) value = function.Call(machine, value, [Value.Of(key)]);
        else if (value.As<DateObject>() is { } date) value = DateText.ToJson(date.Time) is { } text ? Value.Of(text) : Value.Null;
        return _function is null ? value : _function.Call(machine, holder, [Value.Of(key), value]);
    }

    private void Members(Value value)
    {
        if (value.As<ScriptArray>() is { } list) _layout.WriteList(list.Count, i => Write(value, NumberText.Of(i), list[i]));
        else _layout.WriteObject(value.Object.Names.Where(n => _only?.Contains(n) != false).ToList(), name => Write(value, name, value.Object.TryGet(name, out var member) ? member : Value.Undefined));
    }
}
