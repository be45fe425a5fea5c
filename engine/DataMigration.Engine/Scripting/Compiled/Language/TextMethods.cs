using System.Buffers;
using System.Text;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using Text = DataMigration.Scripting.Compiled.Values.Text;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of texts that need no regular expression.</summary>
internal static class TextMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("at(index)", Kinds.Text | Kinds.Undefined, (m, self, a) => Self(m, self) is var text && TextSlices.At(text.Length, a.Number(m, 0)) is >= 0 and var at ? Value.Of(text.Slice(at, 1)) : Value.Undefined),
        new("charAt(index)", Kinds.Text, (m, self, a) => Self(m, self) is var text && Index(m, a, text) is >= 0 and var at ? Value.Of(text.Slice(at, 1)) : Value.Of(Text.Empty)),
        new("charCodeAt(index)", Kinds.Number, (m, self, a) => Self(m, self) is var text && Index(m, a, text) is >= 0 and var at ? Value.Of((double)text[at]) : Value.Of(double.NaN)),
        new("codePointAt(index)", Kinds.Number | Kinds.Undefined, (m, self, a) => Self(m, self) is var text && Index(m, a, text) is >= 0 and var at ? Value.Of((double)CodePoint(text, at)) : Value.Undefined),
        new("concat(text, …)", Kinds.Text, Concat),
        new("endsWith(text, end)", Kinds.Boolean, EndsWith),
        new("includes(text, start)", Kinds.Boolean, (m, self, a) => Value.Of(Self(m, self).IndexOf(Sought(m, a, "includes"), a.Number(m, 1, 0)) >= 0)),
        new("indexOf(text, start)", Kinds.Number, (m, self, a) => Value.Of((double)Self(m, self).IndexOf(a.Text(m, 0), a.Number(m, 1, 0)))),
        new("isWellFormed()", Kinds.Boolean, (m, self, _) => Value.Of(Self(m, self) is { IsAscii: true } || TextBuilding.IsWellFormed(Self(m, self).Chars))),
        new("lastIndexOf(text, start)", Kinds.Number, (m, self, a) => Value.Of((double)TextSearch.LastIndexOf<char>(Self(m, self).ToString(), a.String(m, 0), a.Number(m, 1, double.NaN)))),
        new("normalize(form)", Kinds.Text, (m, self, a) => Made(m, TextBuilding.Normalize(Self(m, self).ToString(), a.At(0).IsUndefined ? "NFC" : a.String(m, 0)))),
        new("padEnd(length, filler)", Kinds.Text, (m, self, a) => Pad(m, Self(m, self), a, false)),
        new("padStart(length, filler)", Kinds.Text, (m, self, a) => Pad(m, Self(m, self), a, true)),
        new("repeat(count)", Kinds.Text, Repeat),
        Part("slice(start, end)", TextSlices.Slice),
        new("startsWith(text, start)", Kinds.Boolean, StartsWith),
        Part("substr(start, length)", TextSlices.Substr),
        Part("substring(start, end)", TextSlices.Substring),
        Whole("toLocaleLowerCase()", Lower),
        Whole("toLocaleUpperCase()", Upper),
        Whole("toLowerCase()", Lower),
        Whole("toUpperCase()", Upper),
        Whole("toString()", (_, text) => text),
        new("toWellFormed()", Kinds.Text, (m, self, _) => Made(m, TextBuilding.ToWellFormed(Self(m, self).ToString()))),
        Whole("trim()", (_, text) => Trimmed(text, true, true)),
        Whole("trimEnd()", (_, text) => Trimmed(text, false, true)),
        Whole("trimLeft()", (_, text) => Trimmed(text, true, false)),
        Whole("trimRight()", (_, text) => Trimmed(text, false, true)),
        Whole("trimStart()", (_, text) => Trimmed(text, true, false)),
        Whole("valueOf()", (_, text) => text),
    ];

    /// <summary>A method that takes nothing but the text.</summary>
    private static Method Whole(string signature, Func<Machine, Text, Text> function) => new(signature, Kinds.Text, (m, self, _) => Value.Of(function(m, Self(m, self)))) { OfText = function };

    /// <summary>A method that returns a piece of the text.</summary>
    private static Method Part(string signature, Func<int, double, double, Range> part) =>
        new(signature, Kinds.Text, (m, self, a) => Self(m, self) is var text ? Value.Of(text[part(text.Length, a.Number(m, 0), a.Number(m, 1, double.PositiveInfinity))]) : default) { OfPart = part };

    /// <summary>The text that a method is called on.</summary>
    public static Text Self(Machine machine, Value self)
    {
        if (self.IsText) return self.Text;
        return self.IsNullish ? throw machine.TypeError("a method of texts needs a text") : Coercion.ToText(machine, self);
    }

    /// <summary>A text that the library made, charged to the budget.</summary>
    public static Value Made(Machine machine, string text)
    {
        machine.Budget.Charge(2L * text.Length + 32);
        return Value.Of(machine.Arena.Add(text));
    }

    private static int Index(Machine machine, ReadOnlySpan<Value> arguments, Text text) => Integers.ElementIndex(arguments.Number(machine, 0, 0), text.Length);

    private static int CodePoint(Text text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];

    private static Text Sought(Machine machine, ReadOnlySpan<Value> arguments, string method) => arguments.At(0).As<RegexObject>() is null
        ? arguments.Text(machine, 0)
        : throw machine.TypeError($"First argument to String.prototype.{method} must not be a regular expression");

    private static Value Concat(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = Self(machine, self);
        for (int i = 0; i < arguments.Length; i++) text = machine.Arena.Concat(text, arguments.Text(machine, i));
        return Value.Of(text);
    }

    private static Value StartsWith(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        Text text = Self(machine, self), sought = Sought(machine, arguments, "startsWith");
        int start = Integers.ClampedIndex(arguments.Number(machine, 1, 0), text.Length);
        return Value.Of(start + sought.Length <= text.Length && text.Slice(start, sought.Length).Equals(sought));
    }

    private static Value EndsWith(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        Text text = Self(machine, self), sought = Sought(machine, arguments, "endsWith");
        int end = Integers.ClampedIndex(arguments.Number(machine, 1, double.PositiveInfinity), text.Length);
        return Value.Of(sought.Length <= end && text.Slice(end - sought.Length, sought.Length).Equals(sought));
    }

    private static Value Pad(Machine machine, Text text, ReadOnlySpan<Value> arguments, bool atStart)
    {
        double length = arguments.Number(machine, 0);
        Text filler = arguments.At(1).IsUndefined ? " " : arguments.Text(machine, 1);
        machine.Budget.CheckLength((long)Math.Min(length, long.MaxValue / 2));
        return Made(machine, atStart ? TextBuilding.PadStart(text.ToString(), length, filler.ToString()) : TextBuilding.PadEnd(text.ToString(), length, filler.ToString()));
    }

    private static Value Repeat(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = Self(machine, self);
        double count = arguments.Number(machine, 0);
        if (count > 0) machine.Budget.CheckLength((long)Math.Min(count * text.Length, long.MaxValue / 2));
        return Made(machine, TextBuilding.Repeat(text.ToString(), count));
    }

    private static Text Upper(Machine machine, Text text)
    {
        if (!text.IsAscii) return Made(machine, TextCase.ToUpper(text.ToString())).Text;
        if (Ascii.ToUpper(text.Bytes, machine.Arena.Reserve(text.Length), out int written) != OperationStatus.Done) throw new InvalidOperationException("ASCII is not ASCII.");
        return machine.Arena.Take(written);
    }

    private static Text Lower(Machine machine, Text text)
    {
        if (!text.IsAscii) return Made(machine, TextCase.ToLower(text.ToString())).Text;
        if (Ascii.ToLower(text.Bytes, machine.Arena.Reserve(text.Length), out int written) != OperationStatus.Done) throw new InvalidOperationException("ASCII is not ASCII.");
        return machine.Arena.Take(written);
    }

    private static Text Trimmed(Text text, bool atStart, bool atEnd)
    {
        int start = 0, end = text.Length;
        while (atStart && start < end && WhiteSpace.Is(text[start])) start++;
        while (atEnd && end > start && WhiteSpace.Is(text[end - 1])) end--;
        return text.Slice(start, end - start);
    }
}
