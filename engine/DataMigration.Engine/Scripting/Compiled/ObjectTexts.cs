using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled;

/// <summary>What <c>toString</c> says of objects that do not say it themselves.</summary>
internal static class ObjectTexts
{
    public static Value Of(Machine machine, ScriptObject instance) => instance switch
    {
        ScriptArray list => Value.Of(ArrayTexts.Join(machine, list, Text.Constant(","))),
        DateObject date => Value.Of(DateText.ToText(date.Time)),
        ErrorObject error => Value.Of(OfError(machine, error)),
        ScriptFunction => Value.Of("function () { [native code] }"),
        _ => Value.Of($"[object {instance.ClassName}]"),
    };

    private static string OfError(Machine machine, ErrorObject error)
    {
        error.TryGet("name", out var name);
        error.TryGet("message", out var message);
        string kind = name.IsUndefined ? "Error" : Coercion.ToName(machine, name), text = message.IsUndefined ? "" : Coercion.ToName(machine, message);
        return kind.Length == 0 ? text : text.Length == 0 ? kind : kind + ": " + text;
    }
}
