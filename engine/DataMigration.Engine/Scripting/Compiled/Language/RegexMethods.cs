using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Matching;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of regular expressions.</summary>
internal static class RegexMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("exec(text)", Kinds.Object | Kinds.Null, (m, self, a) => Exec(m, Self(m, self), a.Text(m, 0))),
        new("test(text)", Kinds.Boolean, (m, self, a) => Value.Of(Test(m, Self(m, self), a.Text(m, 0)))),
        new("toString()", Kinds.Text, (m, self, _) => Value.Of($"/{Self(m, self).Pattern.Source}/{Self(m, self).Pattern.Flags}")),
    ];

    /// <summary>What <c>new RegExp(…)</c> makes.</summary>
    public static Value Create(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        machine.Budget.Charge(4096);
        string source = arguments.At(0).As<RegexObject>() is { } other ? other.Pattern.Source : arguments.At(0).IsUndefined ? "" : arguments.String(machine, 0);
        string flags = arguments.At(1).IsUndefined ? arguments.At(0).As<RegexObject>()?.Pattern.Flags ?? "" : arguments.String(machine, 1);
        return Value.Of(new RegexObject(ScriptPattern.Create(source, flags)));
    }

    public static bool Test(Machine machine, RegexObject regex, Text text)
    {
        var pattern = regex.Pattern;
        if (!pattern.IsGlobal && !pattern.IsSticky) return text.IsAscii ? pattern.IsMatch(text.Bytes) : pattern.IsMatch(text.Chars);
        Span<Capture> captures = stackalloc Capture[pattern.GroupCount + 1];
        return Find(machine, regex, text, captures);
    }

    public static Value Exec(Machine machine, RegexObject regex, Text text)
    {
        var captures = new Capture[regex.Pattern.GroupCount + 1];
        return Find(machine, regex, text, captures) ? Value.Of(Match(machine, regex.Pattern, text, captures)) : Value.Null;
    }

    /// <summary>A match as an array of it and its groups.</summary>
    public static ScriptArray Match(Machine machine, ScriptPattern pattern, Text text, ReadOnlySpan<Capture> captures)
    {
        var match = new ScriptArray(machine, captures.Length);
        foreach (var capture in captures) match.Add(machine, Of(text, capture));
        match.Set(machine, "index", Value.Of((double)captures[0].Start));
        match.Set(machine, "input", Value.Of(text));
        match.Set(machine, "groups", Groups(machine, pattern, text, captures));
        return match;
    }

    public static Value Of(Text text, Capture capture) => capture.IsDefined ? Value.Of(text.Slice(capture.Start, capture.Length)) : Value.Undefined;

    /// <summary>The named groups as an object, or undefined.</summary>
    public static Value Groups(Machine machine, ScriptPattern pattern, Text text, ReadOnlySpan<Capture> captures)
    {
        if (pattern.Names.Count == 0) return Value.Undefined;
        var groups = new ScriptObject();
        foreach (var (name, group) in pattern.Names) groups.Set(machine, name, Of(text, captures[group]));
        return Value.Of(groups);
    }

    /// <summary>Finds from <c>lastIndex</c> on where a flag says so, and moves it.</summary>
    private static bool Find(Machine machine, RegexObject regex, Text text, Span<Capture> captures)
    {
        var pattern = regex.Pattern;
        bool goesOn = pattern.IsGlobal || pattern.IsSticky;
        double start = Coercion.ToInteger(machine, regex.LastIndex);
        if (!goesOn) start = 0;
        bool found = start <= text.Length && (text.IsAscii ? pattern.Find(text.Bytes, (int)Math.Max(0, start), captures) : pattern.Find(text.ToString(), (int)Math.Max(0, start), captures));
        if (goesOn) regex.SetLastIndex(machine, Value.Of(found ? (double)captures[0].End : 0));
        return found;
    }

    private static RegexObject Self(Machine machine, Value self) => self.As<RegexObject>() ?? throw machine.TypeError("a method of regular expressions needs one");
}
