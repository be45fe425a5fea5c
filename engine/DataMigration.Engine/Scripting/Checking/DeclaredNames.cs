using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>What functions and blocks declare, found before their code is looked at: a name is there from the start of its scope.</summary>
internal static class DeclaredNames
{
    /// <summary>Declares the parameters and hoisted variables of a function.</summary>
    public static void OfFunction(FunctionNode function, Scope scope)
    {
        foreach (var name in function.Parameters.SelectMany(p => In(p.Target)).Concat(function.Rest is null ? [] : In(function.Rest)))
            Add(scope, new Variable(name.Name, VariableKind.Parameter, function, name.At));
        if (!function.IsArrow) scope.Declare(new Variable("arguments", VariableKind.Arguments, function, function.At));
        OfBody(function.Body.Statements, function, scope);
    }

    /// <summary>Declares what a function's body or a script file has on its own level.</summary>
    public static void OfBody(IReadOnlyList<Statement> statements, FunctionNode? owner, Scope scope)
    {
        OfBlock(statements, owner, scope);
        foreach (var name in statements.SelectMany(Hoisted))
            if (scope.Own(name.Name) is not { Kind: VariableKind.Let or VariableKind.Const }) scope.Declare(new Variable(name.Name, VariableKind.Var, owner, name.At));
            else throw Twice(name);
    }

    /// <summary>Declares what belongs to a block: let, const and functions.</summary>
    public static void OfBlock(IEnumerable<Statement> statements, FunctionNode? owner, Scope scope)
    {
        foreach (var statement in statements)
        {
            if (statement is FunctionDeclaration { Function.Name: { } name }) Add(scope, new Variable(name.Name, VariableKind.Function, owner, name.At));
            else if (statement is VariableDeclaration { Kind: not "var" } declaration) OfDeclaration(declaration, owner, scope);
        }
    }

    public static void OfDeclaration(VariableDeclaration declaration, FunctionNode? owner, Scope scope)
    {
        foreach (var name in declaration.Declarators.SelectMany(d => In(d.Target)))
            Add(scope, new Variable(name.Name, declaration.Kind == "const" ? VariableKind.Const : VariableKind.Let, owner, name.At));
    }

    /// <summary>The names that a target declares.</summary>
    public static IEnumerable<Identifier> In(SyntaxNode target) => target switch
    {
        Identifier name => [name],
        ArrayPattern pattern => pattern.Elements.OfType<Element>().SelectMany(e => In(e.Target)).Concat(pattern.Rest is null ? [] : In(pattern.Rest)),
        ObjectPattern pattern => pattern.Properties.SelectMany(p => In(p.Element.Target)).Concat(pattern.Rest is null ? [] : In(pattern.Rest)),
        _ => [],
    };

    private static void Add(Scope scope, Variable variable)
    {
        if (scope.Declare(variable)) return;
        bool twice = variable.HasDeadZone || scope.Own(variable.Name)!.HasDeadZone || variable.Kind == VariableKind.Parameter;
        if (twice && scope.Own(variable.Name)!.Kind != VariableKind.Arguments) throw SyntaxFailure.At(variable.At.Start, variable.At.Length, $"'{variable.Name}' is declared twice");
    }

    private static SyntaxFailure Twice(Identifier name) => SyntaxFailure.At(name.At.Start, name.At.Length, $"'{name.Name}' is declared twice");

    /// <summary>The names of <c>var</c> anywhere in a statement, functions apart.</summary>
    private static IEnumerable<Identifier> Hoisted(Statement statement)
    {
        var waiting = new Stack<SyntaxNode>([statement]);
        while (waiting.TryPop(out var node))
        {
            if (node is VariableDeclaration { Kind: "var" } declaration)
                foreach (var name in declaration.Declarators.SelectMany(d => In(d.Target))) yield return name;
            if (node is FunctionNode or Expression) continue;
            foreach (var child in SyntaxWalk.Children(node).Reverse()) waiting.Push(child);
        }
    }
}
