using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>Where the names of the script files are declared.</summary>
internal sealed class LibraryIndex
{
    private readonly Dictionary<Variable, (Script Script, Bindings Bindings, SyntaxNode Statement)> _statements = [];

    public LibraryIndex(IReadOnlyList<(Script Script, Bindings Bindings)> files, ScriptNames names)
    {
        Files = files;
        foreach (var (script, bindings) in files)
            foreach (var statement in script.Function.Body.Statements)
                foreach (string name in Declared(statement))
                    if (names.Library.Own(name) is { } variable) _statements.TryAdd(variable, (script, bindings, statement));
    }

    public IReadOnlyList<(Script Script, Bindings Bindings)> Files { get; }

    /// <summary>The statement that declares a name, or null.</summary>
    public (Script Script, Bindings Bindings, SyntaxNode Statement)? Find(Variable variable) => _statements.TryGetValue(variable, out var found) ? found : null;

    private static IEnumerable<string> Declared(Statement statement) => statement switch
    {
        FunctionDeclaration { Function.Name: { } name } => [name.Name],
        VariableDeclaration declaration => declaration.Declarators.SelectMany(d => DeclaredNames.In(d.Target)).Select(n => n.Name),
        _ => SyntaxWalk.All(statement).OfType<Declarator>().SelectMany(d => DeclaredNames.In(d.Target)).Select(n => n.Name),
    };
}
