using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Function;
using Jint.Native.RegExp;
using Jint.Runtime;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Bounds on the functions of text that can multiply it within one call.</summary>
internal sealed class ScriptTexts(Engine engine, ScriptRegex regexes)
{
    private static readonly JsValue Zero = new(0);

    public static void CheckLength(Engine engine, long length)
    {
        if (length > ScriptLimits.TextLength) throw new JavaScriptException(engine.RangeError, $"the text is longer than {ScriptLimits.TextLength:N0} characters");
    }

    /// <summary><c>String.prototype.concat</c>.</summary>
    public JsValue Concat(JsValue self, JsValue[] arguments)
    {
        var text = new StringBuilder(TypeConverter.ToString(self));
        foreach (var argument in arguments)
        {
            text.Append(TypeConverter.ToString(argument));
            CheckLength(engine, text.Length);
        }
        return new JsValue(text.ToString());
    }

    /// <summary><c>String.prototype.replace</c>: what needs no JavaScript at all is left to .NET, the rest to Jint, with a bounded result.</summary>
    public JsValue Replace(FunctionInstance original, JsValue self, JsValue[] arguments)
    {
        int length = Searched(self);
        if (arguments.Length < 2 || !arguments[1].IsString() || !arguments[0].Is<RegExpInstance>()) return original.Call(self, arguments);
        var pattern = (RegExpInstance)arguments[0].AsObject();
        string replacement = arguments[1].AsString();
        CheckLength(engine, (length + 1L) * Math.Max(1, replacement.Length / 16));
        if (!pattern.Global || replacement.Contains('$')) return original.Call(self, arguments);
        pattern.Put("lastIndex", Zero, false);
        return new JsValue(pattern.Value.Replace(TypeConverter.ToString(self), replacement));
    }

    /// <summary><c>String.prototype.match</c>: Jint's own never ends when a pattern with the flag g matches nothing behind the start of the text.</summary>
    public JsValue Match(FunctionInstance original, JsValue self, JsValue[] arguments)
    {
        BeforeMatch(self, arguments);
        if (arguments.Length == 0 || !((RegExpInstance)arguments[0].AsObject()).Global) return original.Call(self, arguments);
        var pattern = (RegExpInstance)arguments[0].AsObject();
        pattern.Put("lastIndex", Zero, false);
        var found = new List<JsValue>();
        for (var match = pattern.Value.Match(TypeConverter.ToString(self)); match.Success; match = match.NextMatch())
        {
            found.Add(new JsValue(match.Value));
            if (found.Count > ScriptLimits.ListLength) throw new JavaScriptException(engine.RangeError, $"the list would have more than {ScriptLimits.ListLength:N0} elements");
        }
        return found.Count == 0 ? JsValue.Null : ScriptLists.Make(engine, found);
    }

    /// <summary>Before <c>match</c> and <c>search</c>: a pattern given as text becomes an expression with a time limit.</summary>
    public void BeforeMatch(JsValue self, JsValue[] arguments)
    {
        Searched(self);
        if (arguments.Length > 0 && !arguments[0].Is<RegExpInstance>()) arguments[0] = new JsValue(regexes.Construct([arguments[0]]));
    }

    /// <summary>Before <c>split</c>: the list must be bounded.</summary>
    public void BeforeSplit(JsValue self, JsValue[] arguments)
    {
        int length = Searched(self);
        if (length > ScriptLimits.ListLength && arguments.Length > 0 && arguments[0].IsString() && arguments[0].AsString().Length == 0) CheckLength(engine, long.MaxValue);
    }

    /// <summary>Before the functions of arrays: they loop to the length without a check of ours.</summary>
    public void BeforeList(JsValue self, JsValue[] arguments)
    {
        if (!self.IsObject()) return;
        long length = ScriptLists.Length(engine, self.AsObject());
        foreach (var argument in arguments)
            if (argument.Is<ArrayInstance>()) length += ScriptLists.Length(engine, argument.AsObject());
        if (length > ScriptLimits.ListLength) throw new JavaScriptException(engine.RangeError, $"the list would have {length:N0} elements; {ScriptLimits.ListLength:N0} can be worked through");
    }

    /// <summary>Before <c>apply</c>: its list becomes arguments.</summary>
    public void BeforeApply(JsValue self, JsValue[] arguments)
    {
        if (arguments.Length > 1 && arguments[1].IsObject()) ScriptLists.Length(engine, arguments[1].AsObject());
    }

    private int Searched(JsValue self)
    {
        int length = TypeConverter.ToString(self).Length;
        return length <= ScriptLimits.SearchedLength ? length : throw new JavaScriptException(engine.RangeError, $"the text has {length:N0} characters; {ScriptLimits.SearchedLength:N0} can be searched");
    }
}
