using DataMigration.Scripting.Library.Matching;
using Jint;
using Jint.Native;
using Jint.Native.RegExp;

namespace DataMigration.Scripting.Interpreted;

/// <summary>A regular expression as an object of Jint's, with the pattern that matches it.</summary>
internal sealed class PatternInstance : RegExpInstance
{
    private static readonly JsValue Zero = new(0);
    private static readonly System.Text.RegularExpressions.Regex Unused = new("(?!)");

    public PatternInstance(Engine engine, ScriptPattern pattern) : base(engine)
    {
        Pattern = pattern;
        Prototype = engine.RegExp.PrototypeObject;
        Extensible = true;
        Value = Unused;
        (Source, Flags) = (pattern.Source, pattern.Flags);
        (Global, IgnoreCase, Multiline) = (pattern.IsGlobal, pattern.Flags.Contains('i'), pattern.Flags.Contains('m'));
        FastAddProperty("source", new JsValue(Source.Length == 0 ? "(?:)" : Source), false, false, false);
        FastAddProperty("global", new JsValue(Global), false, false, false);
        FastAddProperty("ignoreCase", new JsValue(IgnoreCase), false, false, false);
        FastAddProperty("multiline", new JsValue(Multiline), false, false, false);
        FastAddProperty("lastIndex", Zero, true, false, false);
    }

    public ScriptPattern Pattern { get; }

    /// <summary>Where it goes on, without Jint's search for accessors on the way.</summary>
    public JsValue LastIndex => GetOwnProperty("lastIndex").Value;

    /// <summary>Sets it back to its start, where it has moved.</summary>
    public void Reset()
    {
        if (!ReferenceEquals(LastIndex, Zero)) Put("lastIndex", Zero, false);
    }
}
