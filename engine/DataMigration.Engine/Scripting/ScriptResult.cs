namespace DataMigration.Scripting;

/// <summary>What a script returned.</summary>
public enum ScriptResultKind
{
    /// <summary>Null or undefined.</summary>
    Null,
    Boolean,
    Number,
    Text,

    /// <summary>An object or array; <see cref="ScriptResult.Text"/> holds its JSON. A Date comes as <see cref="Text"/> in ISO form.</summary>
    Json,

    /// <summary>It threw or ran out of its statement budget; <see cref="ScriptResult.Text"/> holds a whole sentence with the script's own line.</summary>
    Error,
}

/// <summary>The value of one call.</summary>
public readonly record struct ScriptResult(ScriptResultKind Kind, double Number, string? Text)
{
    public static ScriptResult Null => default;

    public static ScriptResult Of(bool value) => new(ScriptResultKind.Boolean, value ? 1 : 0, null);

    public static ScriptResult Of(double value) => new(ScriptResultKind.Number, value, null);

    public static ScriptResult Of(string value) => new(ScriptResultKind.Text, 0, value);

    public static ScriptResult Json(string json) => new(ScriptResultKind.Json, 0, json);

    public static ScriptResult Error(string message) => new(ScriptResultKind.Error, 0, message);

    /// <summary>JavaScript's truth: false for null, false, 0, NaN and empty text.</summary>
    public bool IsTrue => Kind switch
    {
        ScriptResultKind.Boolean or ScriptResultKind.Number => Number != 0 && !double.IsNaN(Number),
        ScriptResultKind.Text => Text!.Length > 0,
        ScriptResultKind.Json => true,
        _ => false,
    };
}
