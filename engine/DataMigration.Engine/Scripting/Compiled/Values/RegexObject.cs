using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Library.Matching;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A regular expression as a value: what is shared by all, and where it goes on.</summary>
internal sealed class RegexObject(ScriptPattern pattern) : ScriptObject
{
    public ScriptPattern Pattern => pattern;

    /// <summary><c>lastIndex</c>, as it was set.</summary>
    public Value LastIndex { get; private set; } = Value.Of(0.0);

    public override Family Family => Family.Regex;

    public override string ClassName => "RegExp";

    public override bool TryGet(string name, out Value value)
    {
        if (base.TryGet(name, out value)) return true;
        value = name switch
        {
            "lastIndex" => LastIndex,
            "source" => Value.Of(pattern.Source.Length == 0 ? "(?:)" : pattern.Source),
            "flags" => Value.Of(pattern.Flags),
            "global" => Value.Of(pattern.IsGlobal),
            "ignoreCase" => Value.Of(pattern.Flags.Contains('i')),
            "multiline" => Value.Of(pattern.Flags.Contains('m')),
            "dotAll" => Value.Of(pattern.Flags.Contains('s')),
            "sticky" => Value.Of(pattern.IsSticky),
            "unicode" => Value.Of(pattern.IsUnicode),
            _ => Value.Missing,
        };
        return !value.IsMissing;
    }

    public override void Set(Machine machine, string name, Value value)
    {
        if (name == "lastIndex") SetLastIndex(machine, value);
        else base.Set(machine, name, value);
    }

    /// <summary>Sets where it goes on; that of an expression of all rows is 0 again at the next call.</summary>
    public void SetLastIndex(Machine machine, Value value)
    {
        if (IsFrozen) machine.RestoreLater(() => LastIndex = Value.Of(0.0));
        LastIndex = value;
    }
}
