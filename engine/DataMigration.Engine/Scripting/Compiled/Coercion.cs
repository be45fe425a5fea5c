using System.Buffers.Text;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled;

/// <summary>JavaScript's conversions between kinds of values, and the operators that depend on them.</summary>
internal static class Coercion
{
    public static double ToNumber(Machine machine, Value value)
    {
        if (value.IsNumber) return value.Number;
        if (value.IsText) return value.Text.ToNumber();
        if (value.IsObject) return ToNumber(machine, ToPrimitive(machine, value, false));
        return value.IsUndefined ? double.NaN : value.IsBoolean ? value.Number : 0;
    }

    public static Text ToText(Machine machine, Value value)
    {
        if (value.IsText) return value.Text;
        if (value.IsNumber) return ToText(machine, value.Number);
        if (value.IsObject) return ToText(machine, ToPrimitive(machine, value, true));
        return value.IsUndefined ? Names.Undefined : value.IsNull ? Names.Null : value.Boolean ? Names.True : Names.False;
    }

    public static Text ToText(Machine machine, double number)
    {
        var room = machine.Arena.Reserve(32);
        if (number == (int)number)
        {
            // -0 is written 0.
            Utf8Formatter.TryFormat((int)number, room, out int digits);
            return machine.Arena.Take(digits);
        }
        return machine.Arena.Take(NumberText.Write(number, room));
    }

    public static string ToName(Machine machine, Value value) => ToText(machine, value).ToString();

    public static double ToInteger(Machine machine, Value value) => Integers.Truncate(ToNumber(machine, value));

    /// <summary>An object as a value that is none.</summary>
    /// <param name="asText">Whether a text is wanted rather than a number.</param>
    public static Value ToPrimitive(Machine machine, Value value, bool? asText = null)
    {
        if (!value.IsObject) return value;
        machine.Budget.CheckStack();
        machine.Budget.Spend(1);
        var instance = value.Object;
        bool textFirst = asText ?? instance is DateObject;
        foreach (string name in textFirst ? Names.TextFirst : Names.NumberFirst)
        {
            var result = instance.TryGet(name, out var own)
                ? own.As<ScriptFunction>() is { } function ? function.Call(machine, value, []) : value
                : name == "toString" ? ObjectTexts.Of(machine, instance) : instance is DateObject date ? Value.Of(date.Time) : value;
            if (!result.IsObject) return result;
        }
        throw machine.TypeError("Cannot convert object to primitive value");
    }

    /// <summary><c>a + b</c>.</summary>
    public static Value Add(Machine machine, Value left, Value right)
    {
        if (left.IsNumber && right.IsNumber) return Value.Of(left.Number + right.Number);
        left = ToPrimitive(machine, left);
        right = ToPrimitive(machine, right);
        if (left.IsText || right.IsText) return Value.Of(machine.Arena.Concat(ToText(machine, left), ToText(machine, right)));
        return Value.Of(ToNumber(machine, left) + ToNumber(machine, right));
    }

    /// <summary><c>a == b</c>.</summary>
    public static bool LooseEquals(Machine machine, Value left, Value right)
    {
        if (left.IsNullish || right.IsNullish) return left.IsNullish && right.IsNullish;
        if (left.IsObject && right.IsObject || left.Kind == right.Kind) return Value.StrictEquals(left, right);
        left = ToPrimitive(machine, left);
        right = ToPrimitive(machine, right);
        return left.Kind == right.Kind ? Value.StrictEquals(left, right) : !left.IsNullish && !right.IsNullish && ToNumber(machine, left) == ToNumber(machine, right);
    }

    /// <summary><c>a &lt; b</c>, and by its other arguments the other three.</summary>
    public static bool Compare(Machine machine, Value left, Value right, Comparison comparison)
    {
        left = ToPrimitive(machine, left, false);
        right = ToPrimitive(machine, right, false);
        return left.IsText && right.IsText ? comparison.Holds(Text.Compare(left.Text, right.Text)) : comparison.Holds(ToNumber(machine, left), ToNumber(machine, right));
    }

    public static string TypeOf(Value value) => value.Kind switch
    {
        Kinds.Undefined => "undefined",
        Kinds.Boolean => "boolean",
        Kinds.Number => "number",
        Kinds.Text => "string",
        Kinds.Object when value.Object is ScriptFunction => "function",
        _ => "object",
    };

    private static class Names
    {
        public static readonly Text Undefined = Text.Constant("undefined"), Null = Text.Constant("null"), True = Text.Constant("true"), False = Text.Constant("false");
        public static readonly string[] TextFirst = ["toString", "valueOf"], NumberFirst = ["valueOf", "toString"];
    }
}
