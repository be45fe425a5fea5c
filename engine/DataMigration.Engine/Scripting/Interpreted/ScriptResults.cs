using DataMigration.Scripting.Library.Dates;
using Jint.Native;
using Jint.Native.Date;
using Jint.Runtime;

namespace DataMigration.Scripting.Interpreted;

/// <summary>What a script returned, in the engine's own terms.</summary>
internal sealed class ScriptResults(JsonWriting json)
{
    /// <exception cref="ScriptLimitException">It is nothing that a field can be made of.</exception>
    public ScriptResult Of(JsValue value)
    {
        if (value.IsObject() && value.AsObject() is IPrimitiveInstance boxed) value = boxed.PrimitiveValue;
        return value.Type switch
        {
            Types.Undefined or Types.Null or Types.None => ScriptResult.Null,
            Types.Boolean => ScriptResult.Of(value.AsBoolean()),
            Types.Number => ScriptResult.Of(value.AsNumber()),
            Types.String => Text(value.AsString()),
            _ when value.AsObject() is DateInstance date => Date(date),
            _ => json.Write(value) is { } text ? ScriptResult.Json(text) : throw new ScriptLimitException("it returned a function instead of a value"),
        };
    }

    private static ScriptResult Text(string text) => text.Length <= ScriptLimits.TextLength
        ? ScriptResult.Of(text)
        : throw new ScriptLimitException($"it returned a text of {text.Length:N0} characters; {ScriptLimits.TextLength:N0} are allowed");

    private static ScriptResult Date(DateInstance date) => double.IsNaN(date.PrimitiveValue)
        ? throw new ScriptLimitException("it returned an invalid date")
        : ScriptResult.Of(DateText.ToIso(date.PrimitiveValue));
}
