using System.Globalization;
using System.Text;
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
        private readonly StringBuilder _text = new();
        private readonly HashSet<string>? _only = replacer.IsArray() ? [.. ScriptLists.Read(replacer.AsObject()).Select(TypeConverter.ToString)] : null;
        private readonly ICallable? _replacer = replacer.Is<ICallable>() ? replacer.TryCast<ICallable>() : null;
        private int _depth;

        public string? Write(JsValue value)
        {
            var holder = _replacer is null ? JsValue.Undefined : new JsValue(engine.Object.Construct(Arguments.Empty));
            return Value(holder, "", value) ? _text.ToString() : null;
        }

        /// <summary>Writes a value; false when it has no JSON (undefined, functions).</summary>
        private bool Value(JsValue holder, string key, JsValue value)
        {
            budget.Check();
            if (_text.Length > ScriptLimits.TextLength) throw new JavaScriptException(engine.RangeError, $"the JSON is longer than {ScriptLimits.TextLength:N0} characters");
            if (value.IsObject() && value.AsObject().Get("toJSON") is { } toJson && toJson.Is<ICallable>()) value = toJson.TryCast<ICallable>().Call(value, [new JsValue(key)]);
            if (_replacer is not null) value = _replacer.Call(holder, [new JsValue(key), value]);
            if (value.IsObject() && value.AsObject() is IPrimitiveInstance boxed) value = boxed.PrimitiveValue;
            if (value.IsNull()) _text.Append("null");
            else if (value.IsBoolean()) _text.Append(value.AsBoolean() ? "true" : "false");
            else if (value.IsNumber()) _text.Append(double.IsFinite(value.AsNumber()) ? TypeConverter.ToString(value) : "null");
            else if (value.IsString()) JsonQuotes.Append(_text, value.AsString());
            else if (!value.IsObject() || value.Is<ICallable>()) return false;
            else Members(value, value.AsObject());
            return true;
        }

        private void Members(JsValue value, ObjectInstance instance)
        {
            if (++_depth > ScriptLimits.Chain) throw new JavaScriptException(engine.RangeError, $"the value is nested more than {ScriptLimits.Chain} deep, or contains itself");
            bool isArray = instance is ArrayInstance;
            _text.Append(isArray ? '[' : '{');
            int count = isArray ? Elements(value, instance) : Properties(value, instance);
            _depth--;
            if (count > 0) Break();
            _text.Append(isArray ? ']' : '}');
        }

        private int Elements(JsValue value, ObjectInstance list)
        {
            int length = ScriptLists.Length(engine, list);
            for (int i = 0; i < length; i++)
            {
                Next(i);
                string key = i.ToString(CultureInfo.InvariantCulture);
                if (!Value(value, key, list.Get(key))) _text.Append("null");
            }
            return length;
        }

        private int Properties(JsValue value, ObjectInstance instance)
        {
            int count = 0;
            foreach (string name in instance.GetOwnProperties().Where(p => p.Value.Enumerable == true && _only?.Contains(p.Key) != false).Select(p => p.Key).ToList())
            {
                int before = _text.Length;
                Next(count);
                JsonQuotes.Append(_text, name);
                _text.Append(gap.Length > 0 ? ": " : ":");
                if (Value(value, name, instance.Get(name))) count++;
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
}
