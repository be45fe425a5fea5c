using System.Globalization;
using DataMigration.Data;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled;

/// <summary>The run's parameters and facts as values of scripts.</summary>
internal static class Worlds
{
    public static World Of(ScriptEnvironment environment)
    {
        double now = environment.StartedAt.ToUnixTimeMilliseconds();
        return new World(Value.Of(environment.RunId), Value.Of(Text.Constant(DateText.ToIso(now))), now);
    }

    /// <summary>The values behind <c>params</c>; they belong to all rows and workers.</summary>
    public static IReadOnlyDictionary<string, Value> Parameters(ScriptEnvironment environment) =>
        environment.Parameters.ToDictionary(p => p.Key, p => Parameter(p.Value.Type, p.Value.Text), StringComparer.Ordinal);

    /// <summary>A parameter's value. Its text fits its type; the loader has checked that.</summary>
    private static Value Parameter(DataType type, string? text)
    {
        if (text is null) return Value.Null;
        return type.Kind switch
        {
            DataKind.Integer or DataKind.Number => Value.Of(double.Parse(text, CultureInfo.InvariantCulture)),
            DataKind.Decimal when type.Precision <= FieldNumbers.ExactDigits => Value.Of(double.Parse(text, CultureInfo.InvariantCulture)),
            DataKind.Boolean => Value.Of(text is "true" or "1"),
            DataKind.Json => Json(text),
            DataKind.Text => Value.Of(Text.Constant(text)),
            _ => Value.Of(Text.Constant(ParameterText.Of(type, text))),
        };
    }

    private static Value Json(string text)
    {
        var machine = new Machine(ScriptLimits.Default, new World(Value.Undefined, Value.Undefined, 0));
        machine.Budget.Start();
        machine.Arena.Clear();
        Value[] value = [machine.Json.Parse(text)];
        Freezing.Freeze(value);
        return value[0];
    }
}
