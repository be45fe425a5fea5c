using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Interpreted;

/// <summary>What Jint does not know of a script, for it stopped at ECMAScript 5.1: constructs, and functions of the language.</summary>
internal static class ModernUse
{
    /// <summary>The first construct of a stretch of text that Jint's parser does not know, or null.</summary>
    public static ModernConstruct? In(Script script, TextRange stretch) => script.Modern.FirstOrDefault(m => stretch.Contains(m.At));

    /// <summary>The first thing that Jint does not know in a script or in what it uses of the script files, or null.</summary>
    public static (Script Where, ModernConstruct What)? Of(Script script, Bindings bindings, LibraryIndex library)
    {
        var seen = new HashSet<Variable>();
        var waiting = new Queue<(Script Script, Bindings Bindings, SyntaxNode Node)>([(script, bindings, script.Function)]);
        while (waiting.TryDequeue(out var next))
        {
            if (In(next.Script, next.Node.At) is { } construct) return (next.Script, construct);
            foreach (var node in SyntaxWalk.All(next.Node))
            {
                if (OfLanguage(node, next.Bindings) is { } function) return (next.Script, function);
                if (node is Identifier name && next.Bindings.Of(name) is { IsShared: true } variable && seen.Add(variable) && library.Find(variable) is { } declared) waiting.Enqueue(declared);
            }
        }
        return null;
    }

    /// <summary>A function of later editions that is called, or null.</summary>
    private static ModernConstruct? OfLanguage(SyntaxNode node, Bindings bindings)
    {
        if (node is Identifier { Name: "Map" or "Set" } collection && bindings.Of(collection) is null) return new ModernConstruct(collection.At, $"'{collection.Name}'");
        if (node is not Call { Callee: Member callee }) return null;
        if (callee.Object is Identifier root && bindings.Of(root) is null && Vocabulary.ModernStatics.ContainsKey(root.Name + "." + callee.Name)) return new ModernConstruct(callee.At, $"'{root.Name}.{callee.Name}'");
        return Vocabulary.ModernMethods.ContainsKey(callee.Name) ? new ModernConstruct(callee.NameAt, $"'.{callee.Name}(…)'") : null;
    }
}
