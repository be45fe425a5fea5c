using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The functions of <c>Date</c>, and what <c>new Date(…)</c> makes.</summary>
internal static class DateFunctions
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("now()", Kinds.Number, (m, _, _) => Value.Of(m.World.Now)),
        new("parse(text)", Kinds.Number, (m, _, a) => Value.Of(DateParsing.Parse(a.String(m, 0)))),
        new("UTC(year, month, day, hours, minutes, seconds, milliseconds)", Kinds.Number, (m, _, a) => Value.Of(OfParts(m, a))),
    ];

    /// <summary><c>new Date(…)</c>.</summary>
    public static Value Create(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        machine.Budget.Charge(48);
        if (arguments.Length == 0) return Value.Of(new DateObject(machine.World.Now));
        if (arguments.Length > 1) return Value.Of(new DateObject(OfParts(machine, arguments)));
        if (arguments[0].As<DateObject>() is { } date) return Value.Of(new DateObject(date.Time));
        var value = Coercion.ToPrimitive(machine, arguments[0]);
        return Value.Of(new DateObject(value.IsText ? DateParsing.Parse(value.Text.ToString()) : DateNumbers.Clip(Coercion.ToNumber(machine, value))));
    }

    private static double OfParts(Machine machine, ReadOnlySpan<Value> arguments)
    {
        Span<double> parts = stackalloc double[Math.Min(arguments.Length, 7)];
        for (int i = 0; i < parts.Length; i++) parts[i] = arguments.Number(machine, i);
        return DateNumbers.Of(parts);
    }
}
