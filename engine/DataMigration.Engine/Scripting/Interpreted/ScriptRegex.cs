using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Matching;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.RegExp;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace DataMigration.Scripting.Interpreted;

/// <summary>The regular expressions of one engine: Jint's objects, matched by our library.</summary>
internal sealed class ScriptRegex(Engine engine)
{
    /// <summary>A function that returns the expression of a literal.</summary>
    public FunctionInstance Of(string literal)
    {
        int end = literal.LastIndexOf('/');
        var instance = Make(literal[1..end], literal[(end + 1)..]);
        instance.Extensible = false;
        var value = new JsValue(instance);
        if (!instance.Global) return new ClrFunctionInstance(engine, (_, _) => value);
        return new ClrFunctionInstance(engine, (_, _) =>
        {
            instance.Reset();
            return value;
        });
    }

    /// <summary>What <c>RegExp(…)</c> makes.</summary>
    public RegExpInstance Construct(JsValue[] arguments)
    {
        var other = arguments.At(0).Is<RegExpInstance>() ? arguments[0].As<RegExpInstance>() : null;
        string source = other?.Source ?? (arguments.At(0).IsUndefined() ? "" : TypeConverter.ToString(arguments[0]));
        string flags = arguments.At(1).IsUndefined() ? other?.Flags ?? "" : TypeConverter.ToString(arguments[1]);
        try
        {
            return Make(source, flags);
        }
        catch (ScriptError e)
        {
            throw new JavaScriptException(engine.SyntaxError, e.Message);
        }
    }

    private PatternInstance Make(string source, string flags) => new(engine, ScriptPattern.Create(source, flags));
}
