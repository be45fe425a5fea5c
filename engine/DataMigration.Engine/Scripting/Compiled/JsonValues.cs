using System.Text;
using DataMigration.Data;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled;

/// <summary>JSON text to values.</summary>
internal sealed class JsonValues(Machine machine) : IJsonBuilder<Value>
{
    private readonly List<(long Call, Value Value)> _fields = [];

    Value IJsonBuilder<Value>.Null => Value.Null;

    public Value Parse(string text)
    {
        machine.Budget.Charge(2L * text.Length);
        return JsonParsing<Value, JsonValues>.Parse(text, this);
    }

    /// <summary>The value of a JSON field, the same object all through a call.</summary>
    public Value OfField(int field, TextColumn column, int row)
    {
        while (_fields.Count <= field) _fields.Add((-1, default));
        if (_fields[field].Call == machine.Call) return _fields[field].Value;
        var value = ParseField(Encoding.UTF8.GetString(column[row]));
        _fields[field] = (machine.Call, value);
        return value;
    }

    private Value ParseField(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (ScriptError e)
        {
            throw ScriptError.Syntax($"the text is not JSON: {e.Message}");
        }
    }

    public Value Of(bool value) => Value.Of(value);

    public Value Of(double value) => Value.Of(value);

    public Value Of(string value) => Value.Of(machine.Arena.Add(value));

    public Value List(IReadOnlyList<Value> elements)
    {
        var list = new ScriptArray(machine, elements.Count);
        foreach (var element in elements) list.Add(machine, element);
        return Value.Of(list);
    }

    public Value Object(IReadOnlyList<KeyValuePair<string, Value>> members)
    {
        var made = new ScriptObject();
        machine.Budget.Charge(64);
        foreach (var (name, value) in members) made.Set(machine, name, value);
        return Value.Of(made);
    }
}
