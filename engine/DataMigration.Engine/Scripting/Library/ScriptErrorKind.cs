namespace DataMigration.Scripting.Library;

/// <summary>The constructors of the language's own errors.</summary>
internal enum ScriptErrorKind
{
    Error,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    UriError,
}
