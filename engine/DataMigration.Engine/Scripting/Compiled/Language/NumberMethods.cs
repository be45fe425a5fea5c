using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of numbers and booleans.</summary>
internal static class NumberMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("toExponential(digits)", Kinds.Text, (m, self, a) => Made(m, NumberFormats.ToExponential(Self(m, self), a.At(0).IsUndefined ? null : a.Number(m, 0)))),
        new("toFixed(digits)", Kinds.Text, (m, self, a) => Made(m, NumberFormats.ToFixed(Self(m, self), a.Number(m, 0, 0)))),
        new("toPrecision(digits)", Kinds.Text, (m, self, a) => a.At(0).IsUndefined ? Plain(m, self) : Made(m, NumberFormats.ToPrecision(Self(m, self), a.Number(m, 0)))),
        new("toString(radix)", Kinds.Text, (m, self, a) => a.At(0).IsUndefined || a.Number(m, 0) == 10 ? Plain(m, self) : Made(m, NumberRadix.Of(Self(m, self), a.Number(m, 0)))),
        new("valueOf()", Kinds.Number, (m, self, _) => Value.Of(Self(m, self))),
    ];

    public static IReadOnlyList<Method> OfBooleans { get; } =
    [
        new("toString()", Kinds.Text, (m, self, _) => Value.Of(Coercion.ToText(m, self))),
        new("valueOf()", Kinds.Boolean, (_, self, _) => self),
    ];

    private static double Self(Machine machine, Value self) => self.IsNumber ? self.Number : throw machine.TypeError("a method of numbers needs a number");

    private static Value Plain(Machine machine, Value self) => Value.Of(Coercion.ToText(machine, Self(machine, self)));

    private static Value Made(Machine machine, string text) => Value.Of(machine.Arena.Add(text));
}
