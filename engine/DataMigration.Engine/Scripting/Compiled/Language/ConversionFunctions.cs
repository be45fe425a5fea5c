using System.Text;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>Conversions: <c>Number(x)</c>, <c>String(x)</c> and their like.</summary>
internal static class ConversionFunctions
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("Boolean(value)", Kinds.Boolean, (_, _, a) => Value.Of(a.At(0).IsTrue)),
        new("Number(value)", Kinds.Number, (m, _, a) => Value.Of(a.Length == 0 ? 0 : a.Number(m, 0))),
        new("String(value)", Kinds.Text, (m, _, a) => Value.Of(a.Length == 0 ? Values.Text.Empty : a.Text(m, 0))),
        new("Object(value)", Kinds.Object, (m, _, a) => a.At(0).IsObject ? a[0] : a.At(0).IsNullish ? Value.Of(new ScriptObject()) : throw m.TypeError("a plain value has no object here")),
        new("isFinite(value)", Kinds.Boolean, (m, _, a) => Value.Of(double.IsFinite(a.Number(m, 0)))),
        new("isNaN(value)", Kinds.Boolean, (m, _, a) => Value.Of(double.IsNaN(a.Number(m, 0)))),
        new("parseFloat(text)", Kinds.Number, ParseFloat),
        new("parseInt(text, radix)", Kinds.Number, ParseInt),
        new("encodeURIComponent(text)", Kinds.Text, (m, _, a) => TextMethods.Made(m, UriTexts.Encode(a.String(m, 0), true))),
        new("encodeURI(text)", Kinds.Text, (m, _, a) => TextMethods.Made(m, UriTexts.Encode(a.String(m, 0), false))),
        new("decodeURIComponent(text)", Kinds.Text, (m, _, a) => TextMethods.Made(m, UriTexts.Decode(a.String(m, 0), true))),
        new("decodeURI(text)", Kinds.Text, (m, _, a) => TextMethods.Made(m, UriTexts.Decode(a.String(m, 0), false))),
        new("Date()", Kinds.Text, (m, _, _) => Value.Of(DateText.ToText(m.World.Now))),
    ];

    public static IReadOnlyList<Method> OfNumber { get; } =
    [
        new("isFinite(value)", Kinds.Boolean, (_, _, a) => Value.Of(a.At(0).IsNumber && double.IsFinite(a[0].Number))),
        new("isInteger(value)", Kinds.Boolean, (_, _, a) => Value.Of(IsWhole(a.At(0)))),
        new("isNaN(value)", Kinds.Boolean, (_, _, a) => Value.Of(a.At(0).IsNumber && double.IsNaN(a[0].Number))),
        new("isSafeInteger(value)", Kinds.Boolean, (_, _, a) => Value.Of(IsWhole(a.At(0)) && Math.Abs(a[0].Number) <= 9007199254740991)),
        new("parseFloat(text)", Kinds.Number, ParseFloat),
        new("parseInt(text, radix)", Kinds.Number, ParseInt),
    ];

    public static IReadOnlyList<Method> OfString { get; } =
    [
        new("fromCharCode(unit, …)", Kinds.Text, FromCharCode),
        new("fromCodePoint(code, …)", Kinds.Text, FromCodePoint),
    ];

    private static bool IsWhole(Value value) => value.IsNumber && double.IsFinite(value.Number) && Math.Floor(value.Number) == value.Number;

    private static Value ParseFloat(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        if (arguments.At(0).IsNumber && arguments[0].Number is var number && Math.Abs(number) is 0 or (>= 1e-6 and < 1e21)) return Value.Of(number + 0.0);
        var text = arguments.Text(machine, 0);
        return Value.Of(text.IsAscii ? NumberParsing.ParseFloat(text.Bytes) : NumberParsing.ParseFloat(text.Chars));
    }

    private static Value ParseInt(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = arguments.Text(machine, 0);
        double radix = arguments.Number(machine, 1, 0);
        Span<char> buffer = stackalloc char[64];
        return Value.Of(NumberParsing.ParseInt(text.Length <= buffer.Length ? text.ToChars(buffer) : text.ToString(), radix));
    }

    private static Value FromCharCode(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = new char[arguments.Length];
        for (int i = 0; i < text.Length; i++) text[i] = Integers.ToUint16(arguments.Number(machine, i));
        return TextMethods.Made(machine, new string(text));
    }

    private static Value FromCodePoint(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        var text = new StringBuilder();
        for (int i = 0; i < arguments.Length; i++) text.Append(TextBuilding.OfCodePoint(arguments.Number(machine, i)));
        return TextMethods.Made(machine, text.ToString());
    }
}
