using System.Globalization;
using DataMigration.Scripting.Library;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;

namespace DataMigration.Scripting.Interpreted;

/// <summary>JavaScript values to JSON text, with bounded depth and length (Jint's own writer recurses without bound).</summary>
internal sealed class JsonWriting(Engine engine, ScriptBudget budget)
{
    /// <summary><c>JSON.stringify</c>.</summary>
    public JsValue Stringify(JsValue[] arguments)
    {
        var value = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
        var replacer = arguments.Length > 1 ? arguments[1] : JsValue.Undefined;
        string? text = new Call(engine, budget, replacer, Gap(arguments.Length > 2 ? arguments[2] : JsValue.Undefined)).Write(value);
        return text is null ? JsValue.Undefined : new JsValue(text);
    }

    /// <summary>The JSON of an object or array, or null when it has none (a function).</summary>
    public string? Write(JsValue value) => new Call(engine, budget, JsValue.Undefined, "").Write(value);

    private static string Gap(JsValue space)
    {
        if (space.IsNumber()) return new string(' ', (int)Math.Clamp(TypeConverter.ToInteger(space), 0, 10));
        return space.IsString() ? space.AsString()[..Math.Min(10, space.AsString().Length)] : "";
    }

    private sealed class Call(Engine engine, ScriptBudget budget, JsValue replacer, string gap)
    {
        private readonly JsonLayout _layout = new(gap);
        private readonly HashSet<string>? _only = replacer.IsArray() ? [.. ScriptLists.Read(replacer.AsObject()).Select(TypeConverter.ToString)] : null;
        private readonly ICallable? _replacer = replacer.Is<ICallable>() ? replacer.TryCast<ICallable>() : null;

        public string? Write(JsValue value)
        {
            var holder = _replacer is null ? JsValue.Undefined : new JsValue(engine.Object.Construct(Arguments.Empty));
            try
            {
                return Value(holder, "", value) ? _layout.Text.ToString() : null;
            }
            catch (ScriptError e)
            {
                throw new JavaScriptException(engine.RangeError, e.Message);
            }
        }

        /// <summary>Writes a value; false when it has no JSON (undefined, functions).</summary>
        private bool Value(JsValue holder, string key, JsValue value)
        {
            budget.Check();
            _layout.CheckLength();
            if (value.IsObject() && value.AsObject().Get("toJSON") is { } toJson && toJson.Is<ICallable>()) value = toJson.TryCast<ICallable>().Call(value, [new JsValue(key)]);
            if (_replacer is not null) value = _replacer.Call(holder, [new JsValue(key), value]);
            if (value.IsObject() && value.AsObject() is IPrimitiveInstance boxed) value = boxed.PrimitiveValue;
            if (value.IsNull()) _layout.Text.Append("null");
            else if (value.IsBoolean()) _layout.Text.Append(value.AsBoolean() ? "true" : "false");
            else if (value.IsNumber()) _layout.WriteNumber(value.AsNumber());
            else if (value.IsString()) JsonQuotes.Append(_layout.Text, value.AsString());
            else if (!value.IsObject() || value.Is<ICallable>()) return false;
            else Members(value, value.AsObject());
            return true;
        }

        private void Members(JsValue value, ObjectInstance instance)
        {
            if (instance is ArrayInstance) _layout.WriteList(ScriptLists.Length(engine, instance), i => Member(value, i.ToString(CultureInfo.InvariantCulture)));
            else _layout.WriteObject(instance.GetOwnProperties().Where(p => p.Value.Enumerable == true && _only?.Contains(p.Key) != false).Select(p => p.Key).ToList(), name => Member(value, name));
        }

        private bool Member(JsValue holder, string name) => Value(holder, name, holder.AsObject().Get(name));
    }
}
