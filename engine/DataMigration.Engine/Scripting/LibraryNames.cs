using DataMigration.Diagnostics;
using DataMigration.Scripting.Interpreted;

namespace DataMigration.Scripting;

/// <summary>What the script files declare, all together.</summary>
internal static class LibraryNames
{
    public static ScriptNames Of(IReadOnlyList<ParsedScript> files, IEnumerable<string> parameters, DiagnosticBag diagnostics)
    {
        var owners = new Dictionary<string, ParsedScript>(StringComparer.Ordinal);
        foreach (var file in files)
            foreach (string name in NameScope.Declared(file.Program, file.Program).Distinct())
            {
                if (Vocabulary.Globals.Contains(name) || name == "row") diagnostics.Add(ScriptMessages.DuplicateName, Place(file, name), name, "is a name of the language or of the engine");
                else if (!owners.TryAdd(name, file)) diagnostics.Add(ScriptMessages.DuplicateName, Place(file, name), name, $"is declared in {owners[name].Origin.Start.File} already");
            }
        var members = files.SelectMany(f => SyntaxTree.DefinedMembers(f.Program)).ToHashSet(StringComparer.Ordinal);
        return new ScriptNames(new NameScope(null, owners.Keys, true), [.. parameters], members);
    }

    private static SourceSpan Place(ParsedScript file, string name) =>
        file.Program.FunctionDeclarations.Where(f => f.Id.Name == name).Select(f => (SourceSpan?)file.Place(f.Id)).FirstOrDefault()
        ?? file.Program.VariableDeclarations.SelectMany(d => d.Declarations).Where(d => d.Id.Name == name).Select(d => (SourceSpan?)file.Place(d.Id)).FirstOrDefault()
        ?? file.Origin.Start;
}
