using System.Text;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled;

/// <summary><c>JSON.stringify</c>, and what a script returns as JSON; bounded in depth and length.</summary>
/// <param name="replacer">A function, an array of names, or undefined.</param>
internal sealed class JsonText(Machine machine, Value replacer, string gap)
{
    private readonly StringBuilder _text = new();
    private readonly ScriptFunction? _function = replacer.As<ScriptFunction>();
    private readonly HashSet<string>? _only = replacer.As<ScriptArray>() is { } names ? [.. names.Items.ToArray().Select(n => Coercion.ToName(machine, n))] : null;
    private int _depth;

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
        machine.Budget.Charge(2L * _text.Length);
        return _text.ToString();
    }

    private bool Write(Value holder, string key, Value value)
    {
        machine.Budget.Spend(1);
        machine.Budget.CheckStack();
        if (_text.Length > ScriptLimits.TextLength) throw machine.RangeError($"the JSON is longer than {ScriptLimits.TextLength:N0} characters");
        value = Replaced(holder, key, value);
        switch (value.Kind)
        {
            case Kinds.Null: _text.Append("null"); return true;
            case Kinds.Boolean: _text.Append(value.Boolean ? "true" : "false"); return true;
            case Kinds.Number: _text.Append(double.IsFinite(value.Number) ? NumberText.Of(value.Number) : "null"); return true;
            case Kinds.Text: JsonQuotes.Append(_text, value.Text.ToString()); return true;
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
        if (++_depth > ScriptLimits.Chain) throw machine.RangeError($"the value is nested more than {ScriptLimits.Chain} deep, or contains itself");
        var list = value.As<ScriptArray>();
        _text.Append(list is null ? '{' : '[');
        int count = list is null ? Properties(value) : Elements(value, list);
        _depth--;
        if (count > 0) Break();
        _text.Append(list is null ? '}' : ']');
    }

    private int Elements(Value value, ScriptArray list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            Next(i);
            if (!Write(value, NumberText.Of(i), list[i])) _text.Append("null");
        }
        return list.Count;
    }

    private int Properties(Value value)
    {
        int count = 0;
        foreach (string name in value.Object.Names.Where(n => _only?.Contains(n) != false).ToList())
        {
            int before = _text.Length;
            Next(count);
            JsonQuotes.Append(_text, name);
            _text.Append(gap.Length > 0 ? ": " : ":");
            value.Object.TryGet(name, out var member);
            if (Write(value, name, member)) count++;
            else _text.Length = before;
        }
        return count;
    }

    private void Next(int index)
    {
        if (index > 0) _text.Append(',');
        Break();
    }

    private void Break()
    {
        if (gap.Length == 0) return;
        _text.Append('\n');
        for (int i = 0; i < _depth; i++) _text.Append(gap);
    }
}
