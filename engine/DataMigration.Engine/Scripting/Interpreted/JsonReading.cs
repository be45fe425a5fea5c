using System.Text;
using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace DataMigration.Scripting.Interpreted;

/// <summary>JSON text to JavaScript values, with a bounded depth (Jint's own reader recurses without bound).</summary>
internal sealed class JsonReading(Engine engine, ScriptBudget budget)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ScriptLimits.Chain };

    /// <summary><c>JSON.parse</c>.</summary>
    public JsValue Parse(JsValue[] arguments)
    {
        string text = TypeConverter.ToString(arguments.Length > 0 ? arguments[0] : JsValue.Undefined);
        var value = Read(Encoding.UTF8.GetBytes(text));
        if (arguments.Length < 2 || !arguments[1].Is<ICallable>()) return value;
        var holder = engine.Object.Construct(Arguments.Empty);
        holder.FastSetProperty("", new PropertyDescriptor(value, true, true, true));
        return Revive(new JsValue(holder), "", arguments[1].TryCast<ICallable>());
    }

    /// <exception cref="JavaScriptException">The text is no JSON, or nested too deeply.</exception>
    public JsValue Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            reader.Read();
            var value = Value(ref reader);
            while (reader.Read()) { }
            return value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new JavaScriptException(engine.SyntaxError, "the text is not JSON, or is nested more than " + ScriptLimits.Chain + " deep");
        }
    }

    private JsValue Value(ref Utf8JsonReader reader)
    {
        budget.Check();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Object(ref reader),
            JsonTokenType.StartArray => Array(ref reader),
            JsonTokenType.String => new JsValue(reader.GetString()!),
            JsonTokenType.Number => new JsValue(reader.GetDouble()),
            JsonTokenType.True => JsValue.True,
            JsonTokenType.False => JsValue.False,
            _ => JsValue.Null,
        };
    }

    private JsValue Object(ref Utf8JsonReader reader)
    {
        var made = engine.Object.Construct(Arguments.Empty);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            // The last of two equal names wins, as in JavaScript.
            made.FastSetProperty(name, new PropertyDescriptor(Value(ref reader), true, true, true));
        }
        return new JsValue(made);
    }

    private JsValue Array(ref Utf8JsonReader reader)
    {
        var values = new List<JsValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(Value(ref reader));
        return ScriptLists.Make(engine, values);
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
