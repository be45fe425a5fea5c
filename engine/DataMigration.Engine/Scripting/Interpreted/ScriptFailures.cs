using DataMigration.Diagnostics;
using Jint;
using Jint.Native.Error;
using Jint.Parser;
using Jint.Runtime;

namespace DataMigration.Scripting.Interpreted;

/// <summary>What a script threw, as a whole sentence with its place in the author's file.</summary>
internal sealed class ScriptFailures(Engine engine, IReadOnlyDictionary<string, ParsedScript> sources)
{
    public string Thrown(ParsedScript script, JavaScriptException exception) => Sentence(Place(script, exception.Location), Describe(exception));

    public string Stopped(ParsedScript script, string why) => Sentence(Place(script), why);

    /// <summary>The place of the code that ran last.</summary>
    public SourceSpan Place(ParsedScript script, Location? fallback = null)
    {
        var location = engine.GetLastSyntaxNode()?.Location ?? fallback;
        return (location?.Source is { } key && sources.TryGetValue(key, out var source) ? source : script).Place(location);
    }

    private static string Sentence(SourceSpan place, string why) => $"The script failed at {place}: {why.TrimEnd('.')}.";

    /// <summary>What an exception says, without its place.</summary>
    public string Describe(JavaScriptException exception)
    {
        var error = exception.Error;
        if (!error.IsObject()) return "it threw " + (error.IsString() ? error.AsString() : error.ToString());
        if (error.AsObject() is not ErrorInstance instance) return "it threw an object";
        // Plain properties only: a script's own toString must not run here.
        string name = Text(instance, "name", "Error"), message = Text(instance, "message", "");
        if (message.Length > 0) return name == "Error" ? message : $"{name}: {message}";
        return engine.GetLastSyntaxNode() is MemberNameLiteral member
            ? $"{name}: cannot read '{member.Name}' of {SyntaxTree.Path(member.Of) ?? "a value"}, which is null or undefined"
            : $"{name}: a value is not of the kind that is needed here (null, undefined, no function, or read-only)";
    }

    private static string Text(ErrorInstance error, string property, string otherwise) =>
        error.Get(property) is { } value && value.IsString() && value.AsString().Length > 0 ? value.AsString() : otherwise;
}
