using DataMigration.Scripting.Library.Matching;

namespace DataMigration.Scripting.Compiled;

/// <summary>The regular expressions that scripts make of texts while they run, each made once as long as there are not too many.</summary>
internal sealed class Patterns
{
    private const int Most = 100;

    private readonly Dictionary<(string Source, string Flags), ScriptPattern> _made = [];

    public ScriptPattern Get(string source, string flags)
    {
        if (_made.TryGetValue((source, flags), out var known)) return known;
        if (_made.Count >= Most) _made.Clear();
        return _made[(source, flags)] = ScriptPattern.Create(source, flags);
    }
}
