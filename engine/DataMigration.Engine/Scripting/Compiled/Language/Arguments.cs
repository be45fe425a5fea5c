using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>Reads the arguments of a function of the language; what is not given is undefined.</summary>
internal static class Arguments
{
    public static Value At(this ReadOnlySpan<Value> arguments, int index) => index < arguments.Length ? arguments[index] : Value.Undefined;

    public static Text Text(this ReadOnlySpan<Value> arguments, Machine machine, int index) => Coercion.ToText(machine, arguments.At(index));

    public static string String(this ReadOnlySpan<Value> arguments, Machine machine, int index) => arguments.Text(machine, index).ToString();

    public static double Number(this ReadOnlySpan<Value> arguments, Machine machine, int index) => Coercion.ToNumber(machine, arguments.At(index));

    /// <summary>A number that may be left out.</summary>
    public static double Number(this ReadOnlySpan<Value> arguments, Machine machine, int index, double otherwise) =>
        arguments.At(index) is { IsUndefined: false } value ? Coercion.ToNumber(machine, value) : otherwise;

    public static ScriptFunction Function(this ReadOnlySpan<Value> arguments, Machine machine, int index) =>
        arguments.At(index).As<ScriptFunction>() ?? throw machine.TypeError($"{Shown(arguments.At(index))} is not a function");

    private static string Shown(Value value) => value.IsObject ? "[object Object]" : value.ToString();
}
