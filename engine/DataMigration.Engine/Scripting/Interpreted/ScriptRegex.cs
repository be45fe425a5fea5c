using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.RegExp;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace DataMigration.Scripting.Interpreted;

/// <summary>The regular expressions of one engine, each with a time limit.</summary>
/// <param name="engine">Whose they are.</param>
/// <param name="compiled">.NET's expressions by literal: immutable, so all engines of a pipeline share them.</param>
internal sealed class ScriptRegex(Engine engine, ConcurrentDictionary<string, Regex> compiled)
{
    private static readonly JsValue Zero = new(0);

    /// <summary>A function that returns the expression of a literal.</summary>
    public FunctionInstance Of(string literal)
    {
        var instance = engine.RegExp.Construct(literal);
        instance.Value = compiled.GetOrAdd(literal, static (_, made) => Bounded(made, RegexOptions.Compiled), instance.Value);
        instance.Extensible = false;
        var value = new JsValue(instance);
        if (!instance.Global) return new ClrFunctionInstance(engine, (_, _) => value);
        return new ClrFunctionInstance(engine, (_, _) =>
        {
            instance.Put("lastIndex", Zero, false);
            return value;
        });
    }

    /// <summary>What <c>RegExp(…)</c> makes.</summary>
    public RegExpInstance Construct(JsValue[] arguments)
    {
        try
        {
            var instance = (RegExpInstance)engine.RegExp.Construct(arguments);
            instance.Value = Bounded(instance.Value, RegexOptions.None);
            return instance;
        }
        catch (ArgumentException e)
        {
            throw new JavaScriptException(engine.SyntaxError, e.Message);
        }
    }

    private static Regex Bounded(Regex regex, RegexOptions more) => new(regex.ToString(), regex.Options | more, ScriptGuards.MatchTimeout);
}
