namespace DataMigration.Scripting.Library;

/// <summary>What a function of the language throws where the standard says so. A script can catch it.</summary>
internal sealed class ScriptError(ScriptErrorKind kind, string message) : Exception(message)
{
    public ScriptErrorKind Kind { get; } = kind;

    /// <summary>Its <c>name</c>, as scripts see it.</summary>
    public string Name => Kind == ScriptErrorKind.UriError ? "URIError" : Kind.ToString();

    public static ScriptError Range(string message) => new(ScriptErrorKind.RangeError, message);

    public static ScriptError Type(string message) => new(ScriptErrorKind.TypeError, message);

    public static ScriptError Syntax(string message) => new(ScriptErrorKind.SyntaxError, message);
}
