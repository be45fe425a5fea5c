using System.Text;
using DataMigration.Scripting.Library;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace DataMigration.Scripting.Interpreted;

/// <summary>JSON text to JavaScript values, with a bounded depth (Jint's own reader recurses without bound).</summary>
internal sealed class JsonReading(Engine engine, ScriptBudget budget) : IJsonBuilder<JsValue>
{
    /// <summary><c>JSON.parse</c>.</summary>
    public JsValue Parse(JsValue[] arguments)
    {
        string text = TypeConverter.ToString(arguments.Length > 0 ? arguments[0] : JsValue.Undefined);
        var value = Read(text);
        if (arguments.Length < 2 || !arguments[1].Is<ICallable>()) return value;
        var holder = engine.Object.Construct(Arguments.Empty);
        holder.FastSetProperty("", new PropertyDescriptor(value, true, true, true));
        return Revive(new JsValue(holder), "", arguments[1].TryCast<ICallable>());
    }

    /// <exception cref="JavaScriptException">The text is no JSON, or nested too deeply.</exception>
    public JsValue Read(ReadOnlySpan<byte> utf8) => Read(Encoding.UTF8.GetString(utf8));

    JsValue IJsonBuilder<JsValue>.Null => JsValue.Null;

    public JsValue Of(bool value) => value ? JsValue.True : JsValue.False;

    public JsValue Of(double value) => new(value);

    public JsValue Of(string value) => new(value);

    public JsValue List(IReadOnlyList<JsValue> elements)
    {
        budget.Check();
        return ScriptLists.Make(engine, [.. elements]);
    }

    public JsValue Object(IReadOnlyList<KeyValuePair<string, JsValue>> members)
    {
        budget.Check();
        var made = engine.Object.Construct(Arguments.Empty);
        foreach (var (name, value) in members) made.FastSetProperty(name, new PropertyDescriptor(value, true, true, true));
        return new JsValue(made);
    }

    private JsValue Read(string text)
    {
        try
        {
            return JsonParsing<JsValue, JsonReading>.Parse(text, this);
        }
        catch (ScriptError e)
        {
            throw new JavaScriptException(engine.SyntaxError, $"the text is not JSON: {e.Message}");
        }
    }

    private JsValue Revive(JsValue holder, string name, ICallable reviver)
    {
        budget.Check();
        var value = holder.AsObject().Get(name);
        if (value.IsObject())
            foreach (string key in value.AsObject().GetOwnProperties().Where(p => p.Value.Enumerable == true).Select(p => p.Key).ToList())
            {
                var revived = Revive(value, key, reviver);
                if (revived.IsUndefined()) value.AsObject().Delete(key, false);
                else value.AsObject().Put(key, revived, false);
            }
        return reviver.Call(holder, [new JsValue(name), value]);
    }
}
