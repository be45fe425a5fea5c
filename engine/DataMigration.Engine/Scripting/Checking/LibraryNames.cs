using DataMigration.Diagnostics;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>What the script files declare, all together.</summary>
internal static class LibraryNames
{
    public static ScriptNames Of(IReadOnlyList<Script> files, IEnumerable<string> parameters, DiagnosticBag diagnostics)
    {
        var all = new Scope(null, null, true);
        var owners = new Dictionary<string, Script>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var own = new Scope(null, null, true);
            try
            {
                DeclaredNames.OfBody(file.Function.Body.Statements, null, own);
            }
            catch (SyntaxFailure e)
            {
                e.Report(file.Origin, diagnostics);
            }
            foreach (var variable in own.Variables)
            {
                var place = file.Origin.At(variable.At.Start, variable.At.Length);
                if (Vocabulary.Globals.Contains(variable.Name) || variable.Name == "row") diagnostics.Add(ScriptMessages.DuplicateName, place, variable.Name, "is a name of the language or of the engine");
                else if (!all.Declare(variable)) diagnostics.Add(ScriptMessages.DuplicateName, place, variable.Name, $"is declared in {owners[variable.Name].Origin.Start.File} already");
                else owners.Add(variable.Name, file);
            }
        }
        return new ScriptNames(all, [.. parameters]);
    }
}
