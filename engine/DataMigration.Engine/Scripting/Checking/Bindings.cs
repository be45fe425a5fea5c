using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>What the names of one text mean.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<SyntaxNode, Variable> _variables = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SyntaxNode, IReadOnlyList<Variable>> _declared = new(ReferenceEqualityComparer.Instance);

    /// <summary>The variable that a name means, or null for a name of the language.</summary>
    public Variable? Of(Identifier name) => _variables.GetValueOrDefault(name);

    /// <summary>What a function, block, loop, switch or catch declares.</summary>
    public IReadOnlyList<Variable> DeclaredBy(SyntaxNode node) => _declared.GetValueOrDefault(node, []);

    public void Bind(Identifier name, Variable variable) => _variables[name] = variable;

    public void Declare(SyntaxNode node, Scope scope) => _declared[node] = [.. scope.Variables];
}
