using DataMigration.Scripting.Compiled;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Matching;
using Jint;
using Jint.Native;
using Jint.Native.Date;
using Jint.Native.Error;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Values on their way from Jint to the functions of the compiled path, and back.</summary>
internal sealed class Border(Engine engine, Machine machine)
{
    public Machine Machine => machine;

    /// <summary>A value of Jint's. What is an object stays Jint's and is asked when it is needed.</summary>
    public Value In(JsValue value)
    {
        switch (value.Type)
        {
            case Types.Undefined or Types.None: return Value.Undefined;
            case Types.Null: return Value.Null;
            case Types.Boolean: return Value.Of(value.AsBoolean());
            case Types.Number: return Value.Of(value.AsNumber());
            case Types.String: return Value.Of(value.AsString());
        }
        return value.AsObject() switch
        {
            IPrimitiveInstance boxed and not DateInstance => In(boxed.PrimitiveValue),
            RegExpInstance regex => Value.Of(Regex(regex)),
            DateInstance date => Value.Of(new DateObject(date.PrimitiveValue)),
            ICallable => Value.Of(new ForeignFunction(this, value)),
            _ => Value.Of(new ForeignObject(this, value)),
        };
    }

    /// <summary>A value of the compiled path's; objects are copied, but for those that came from Jint.</summary>
    public JsValue Out(Value value) => value.Kind switch
    {
        Kinds.Undefined => JsValue.Undefined,
        Kinds.Null => JsValue.Null,
        Kinds.Boolean => value.Boolean ? JsValue.True : JsValue.False,
        Kinds.Number => new JsValue(value.Number),
        Kinds.Text => new JsValue(value.Text.ToString()),
        _ => Out(value.Object),
    };

    /// <summary>Tells an object of Jint's what a function of the language did to its stand-in.</summary>
    public static void Update(JsValue original, Value standIn)
    {
        if (standIn.As<DateObject>() is { } date) original.As<DateInstance>().PrimitiveValue = date.Time;
        else if (standIn.As<RegexObject>() is { LastIndex: { IsNumber: true } last } && TypeConverter.ToNumber(LastIndex(original.AsObject())) != last.Number) original.AsObject().Put("lastIndex", new JsValue(last.Number), true);
    }

    /// <summary>An exception as Jint throws it.</summary>
    public JavaScriptException Failure(ScriptThrow thrown)
    {
        if (thrown.Value.As<ErrorObject>() is not { } error) return new JavaScriptException(Out(thrown.Value));
        error.TryGet("message", out var message);
        return new JavaScriptException(Constructor(error.Kind), message.ToString());
    }

    private JsValue Out(ScriptObject instance)
    {
        switch (instance)
        {
            case ForeignFunction function: return function.Original;
            case ForeignObject foreign: return foreign.Original;
            case DateObject date: return new JsValue(engine.Date.Construct(date.Time));
        }
        var made = instance is ScriptArray list ? ScriptLists.Make(engine, [.. list.Items.ToArray().Select(Out)]) : new JsValue(engine.Object.Construct(Arguments.Empty));
        foreach (string name in instance.Names.Where(n => instance is not ScriptArray || !ScriptObject.IsIndex(n)).ToList())
            if (instance.TryGet(name, out var member)) made.AsObject().FastAddProperty(name, Out(member), true, true, true);
        return made;
    }

    private RegexObject Regex(RegExpInstance instance)
    {
        var regex = new RegexObject(instance is PatternInstance known ? known.Pattern : ScriptPattern.Create(instance.Source ?? "", instance.Flags ?? ""));
        if (TypeConverter.ToNumber(LastIndex(instance)) is not 0 and var last) regex.SetLastIndex(machine, Value.Of(last));
        return regex;
    }

    private static JsValue LastIndex(ObjectInstance regex) => regex is PatternInstance known ? known.LastIndex : regex.Get("lastIndex");

    private ErrorConstructor Constructor(ScriptErrorKind kind) => kind switch
    {
        ScriptErrorKind.RangeError => engine.RangeError,
        ScriptErrorKind.ReferenceError => engine.ReferenceError,
        ScriptErrorKind.SyntaxError => engine.SyntaxError,
        ScriptErrorKind.TypeError => engine.TypeError,
        ScriptErrorKind.UriError => engine.UriError,
        _ => engine.Error,
    };
}
