using System.Text;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Matching;
using Text = DataMigration.Scripting.Compiled.Values.Text;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of texts that take a regular expression, or a text in its stead.</summary>
internal static class TextRegexMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("match(pattern)", Kinds.Object | Kinds.Null, Match),
        new("matchAll(pattern)", Kinds.Object, MatchAll),
        new("replace(pattern, replacement)", Kinds.Text, (m, self, a) => Replace(m, self, a, false)),
        new("replaceAll(pattern, replacement)", Kinds.Text, (m, self, a) => Replace(m, self, a, true)),
        new("search(pattern)", Kinds.Number, Search),
        new("split(separator, limit)", Kinds.Object, Split),
    ];

    private static ScriptPattern Pattern(Machine machine, Value value, string flags = "") => value.As<RegexObject>()?.Pattern
        ?? ScriptPattern.Create(value.IsUndefined ? "(?:)" : Coercion.ToName(machine, value), flags);

    private static Value Match(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = TextMethods.Self(machine, self);
        if (arguments.At(0).As<RegexObject>() is { Pattern.IsGlobal: false } regex) return RegexMethods.Exec(machine, regex, text);
        var pattern = Pattern(machine, arguments.At(0));
        if (!pattern.IsGlobal) return RegexMethods.Exec(machine, new RegexObject(pattern), text);
        arguments[0].As<RegexObject>()!.SetLastIndex(machine, Value.Of(0.0));
        var found = PatternMethods.Matches(pattern, text.ToString());
        if (found.Count == 0) return Value.Null;
        return Value.Of(ArrayMethods.Of(machine, found.Select(m => RegexMethods.Of(text, m[0]))));
    }

    private static Value MatchAll(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = TextMethods.Self(machine, self);
        if (arguments.At(0).As<RegexObject>() is { Pattern.IsGlobal: false }) throw machine.TypeError("String.prototype.matchAll called with a non-global RegExp argument");
        var pattern = Pattern(machine, arguments.At(0), "g");
        int start = arguments.At(0).As<RegexObject>() is { } regex ? (int)Math.Clamp(Coercion.ToInteger(machine, regex.LastIndex), 0, text.Length) : 0;
        return Value.Of(new IteratorObject("RegExp String", PatternMethods.Matches(pattern, text.ToString(), start).Select(m => Value.Of(RegexMethods.Match(machine, pattern, text, m)))));
    }

    private static Value Search(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = TextMethods.Self(machine, self);
        var pattern = Pattern(machine, arguments.At(0));
        var captures = new Capture[pattern.GroupCount + 1];
        return Value.Of(pattern.Find(text.ToString(), 0, captures) ? (double)captures[0].Start : -1);
    }

    private static Value Replace(Machine machine, Value self, ReadOnlySpan<Value> arguments, bool all)
    {
        var text = TextMethods.Self(machine, self);
        var regex = arguments.At(0).As<RegexObject>();
        if (regex is null) return ReplaceText(machine, text, arguments, all);
        if (all && !regex.Pattern.IsGlobal) throw machine.TypeError("replaceAll must be called with a global RegExp");
        int start = regex.Pattern is { IsSticky: true, IsGlobal: false } ? (int)Math.Clamp(Coercion.ToInteger(machine, regex.LastIndex), 0, int.MaxValue) : 0;
        if (arguments.At(1).As<ScriptFunction>() is { } function) return ReplaceBy(machine, text, regex, start, function);
        var replacement = arguments.Text(machine, 1);
        if (regex.Pattern.IsGlobal) regex.SetLastIndex(machine, Value.Of(0.0));
        return Replace(machine, text, regex.Pattern, replacement, start);
    }

    /// <summary>Replaces matches by a text.</summary>
    public static Value Replace(Machine machine, Text text, ScriptPattern pattern, Text replacement, int start = 0)
    {
        if (text.IsAscii && replacement.IsAscii && start == 0 && !replacement.Bytes.Contains((byte)'$')) return Value.Of(AsciiReplacing.Replace(machine, pattern, text, replacement));
        return TextMethods.Made(machine, PatternMethods.Replace(pattern, text.ToString(), replacement.ToString(), start));
    }

    private static Value ReplaceBy(Machine machine, Text text, RegexObject regex, int start, ScriptFunction function)
    {
        var pattern = regex.Pattern;
        if (pattern.IsGlobal) regex.SetLastIndex(machine, Value.Of(0.0));
        string made = PatternMethods.Replace(pattern, text.ToString(), start, (to, captures) =>
        {
            machine.Budget.Spend(1);
            var arguments = new List<Value>();
            foreach (var capture in captures) arguments.Add(RegexMethods.Of(text, capture));
            arguments.Add(Value.Of((double)captures[0].Start));
            arguments.Add(Value.Of(text));
            if (pattern.Names.Count > 0) arguments.Add(RegexMethods.Groups(machine, pattern, text, captures));
            to.Append(Coercion.ToName(machine, function.Call(machine, Value.Undefined, [.. arguments])));
        });
        return TextMethods.Made(machine, made);
    }

    private static Value ReplaceText(Machine machine, Text text, ReadOnlySpan<Value> arguments, bool all)
    {
        string sought = arguments.String(machine, 0), whole = text.ToString();
        if (arguments.At(1).As<ScriptFunction>() is not { } function)
        {
            string replacement = arguments.String(machine, 1);
            return TextMethods.Made(machine, all ? Replacement.All(whole, sought, replacement) : Replacement.First(whole, sought, replacement));
        }
        var made = new StringBuilder();
        int done = 0;
        for (int at = whole.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = Next(whole, sought, at))
        {
            machine.Budget.Spend(1);
            made.Append(whole, done, at - done).Append(Coercion.ToName(machine, function.Call(machine, Value.Undefined, [Value.Of(sought), Value.Of((double)at), Value.Of(text)])));
            TextBuilding.CheckLength(made.Length);
            done = at + sought.Length;
            if (!all) break;
        }
        return TextMethods.Made(machine, made.Append(whole, done, whole.Length - done).ToString());
    }

    private static int Next(string text, string sought, int at) =>
        at + Math.Max(1, sought.Length) is var next && next > text.Length ? -1 : text.IndexOf(sought, next, StringComparison.Ordinal);

    private static Value Split(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = TextMethods.Self(machine, self);
        int limit = TextSplit.Limit(arguments.At(1).IsUndefined ? null : arguments.Number(machine, 1));
        if (arguments.At(0).As<RegexObject>() is { } regex) return Value.Of(ArrayMethods.Of(machine, PatternMethods.Split(regex.Pattern, text.ToString(), limit).Select(c => RegexMethods.Of(text, c))));
        if (arguments.At(0).IsUndefined) return Value.Of(ArrayMethods.Of(machine, limit == 0 ? [] : [Value.Of(text)]));
        var separator = arguments.Text(machine, 0);
        var parts = text.IsAscii && separator.IsAscii ? TextSplit.Ranges(text.Bytes, separator.Bytes, limit) : TextSplit.Ranges<char>(text.ToString(), separator.ToString(), limit);
        var list = new ScriptArray(machine, parts.Count);
        foreach (var part in parts) list.Add(machine, Value.Of(text[part]));
        return Value.Of(list);
    }
}
