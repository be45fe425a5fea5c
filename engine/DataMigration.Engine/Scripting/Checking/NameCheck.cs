using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>
/// Walks a syntax tree when planning, for whichever engine will run it: every name must lead somewhere, nothing may be written that
/// outlives the row. On its way it notes which variable each name means.
/// </summary>
internal sealed partial class NameCheck
{
    private readonly Script _script;
    private readonly ScriptNames _known;
    private readonly RowNames? _row;
    private readonly DiagnosticBag _diagnostics;
    private readonly Bindings _bindings = new();

    // A name is complained of once: its other places are the same mistake.
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    private NameCheck(Script script, ScriptNames known, RowNames? row, DiagnosticBag diagnostics)
    {
        _script = script;
        _known = known;
        _row = row;
        _diagnostics = diagnostics;
    }

    /// <summary>Checks a pipeline's script.</summary>
    /// <param name="fields">Positions of the fields it reads.</param>
    public static Bindings Check(Script script, ScriptNames known, RecordSchema schema, bool isOpen, DiagnosticBag diagnostics, out IReadOnlyList<int> fields)
    {
        var row = new RowNames(schema, isOpen);
        var check = new NameCheck(script, known, row, diagnostics);
        var around = new Scope(known.Library, script.Function, false);
        foreach (string name in (string[])["row", script.RowName]) around.Declare(new Variable(name, VariableKind.Row, script.Function, script.Function.At));
        check.Guarded(() => check.Function(script.Function, around, false));
        if (script.Form != ScriptForm.Expression && !Returns(script.Function.Body)) diagnostics.Add(ScriptMessages.NoReturn, script.Origin.Start);
        fields = row.Read;
        return check._bindings;
    }

    /// <summary>Checks a script file.</summary>
    public static Bindings CheckFile(Script file, ScriptNames known, DiagnosticBag diagnostics)
    {
        var check = new NameCheck(file, known, null, diagnostics);
        check.Guarded(() => check.All(file.Function.Body.Statements, known.Library));
        foreach (var name in file.Function.Body.Statements.OfType<FunctionDeclaration>().Select(d => d.Function.Name!))
            if (known.Library.Own(name.Name) is { } variable) check._bindings.Bind(name, variable);
        return check._bindings;
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (SyntaxFailure e)
        {
            e.Report(_script.Origin, _diagnostics);
        }
    }

    private SourceSpan Place(TextRange at) => _script.Origin.At(at.Start, at.Length);

    private void All(IEnumerable<SyntaxNode?> nodes, Scope scope)
    {
        foreach (var node in nodes)
            if (node is not null) Visit(node, scope);
    }

    private void Visit(SyntaxNode node, Scope scope)
    {
        switch (node)
        {
            case FunctionDeclaration declaration: Declared(declaration, scope); return;
            case FunctionExpression expression: FunctionValue(expression.Function, scope, false); return;
            case BlockStatement block: InScope(block, block.Statements, scope, s => DeclaredNames.OfBlock(block.Statements, scope.Function, s)); return;
            case For loop: InScope(loop, SyntaxWalk.Children(loop), scope, s => Loop(loop.Start, s)); return;
            case ForEach loop: Each(loop, scope); return;
            case Switch choice: Choice(choice, scope); return;
            case CatchClause clause: Catch(clause, scope); return;
            case Declarator declarator: Target(declarator.Target, scope, true); All([declarator.Value], scope); return;
            case Identifier name: Reference(name, scope); return;
            case Member or KeyedMember: MemberOf((Expression)node, scope, false); return;
            case Call call: Called(call, scope); return;
            case New { Callee: FunctionExpression made } created: FunctionValue(made.Function, scope, scope.RunsOnce); All(created.Arguments, scope); return;
            case Assignment assignment: Assigned(assignment, scope); return;
            case Update update: Target(update.Target, scope, false); WideNumbers(node, scope); return;
            case Unary { Sign: "delete" } delete: Target(delete.Operand, scope, false); return;
            case Unary { Sign: "typeof", Operand: Identifier name } when scope.Find(name.Name, out _) is null: return;
            case RegexLiteral regex: RegexCheck.Check(regex, _script, _diagnostics); return;
        }
        WideNumbers(node, scope);
        All(SyntaxWalk.Children(node), scope);
    }

    private void InScope(SyntaxNode node, IEnumerable<SyntaxNode?> children, Scope scope, Action<Scope> declare)
    {
        var inner = new Scope(scope, scope.Function, scope.RunsOnce);
        declare(inner);
        _bindings.Declare(node, inner);
        All(children, inner);
    }

    private static void Loop(SyntaxNode? start, Scope scope)
    {
        if (start is VariableDeclaration { Kind: not "var" } declaration) DeclaredNames.OfDeclaration(declaration, scope.Function, scope);
    }

    private void Each(ForEach loop, Scope scope)
    {
        Visit(loop.Source, scope);
        InScope(loop, [], scope, s =>
        {
            Loop(loop.Target, s);
            if (loop.Target is VariableDeclaration declaration) Visit(declaration, s);
            else Target(loop.Target, s, false);
            Visit(loop.Body, s);
        });
    }

    private void Choice(Switch choice, Scope scope)
    {
        Visit(choice.Value, scope);
        InScope(choice, choice.Cases, scope, s => DeclaredNames.OfBlock(choice.Cases.SelectMany(c => c.Body), scope.Function, s));
    }

    private void Catch(CatchClause clause, Scope scope) => InScope(clause, [], scope, s =>
    {
        if (clause.Parameter is { } parameter)
        {
            foreach (var name in DeclaredNames.In(parameter)) s.Declare(new Variable(name.Name, VariableKind.Catch, s.Function, name.At));
            Target(parameter, s, true);
        }
        Visit(clause.Body, s);
    });

    private void Declared(FunctionDeclaration declaration, Scope scope)
    {
        if (scope.Find(declaration.Function.Name!.Name, out _) is { } variable) _bindings.Bind(declaration.Function.Name, variable);
        Function(declaration.Function, scope, false);
    }

    private void FunctionValue(FunctionNode function, Scope scope, bool runsOnce)
    {
        if (function.Name is { } name)
        {
            scope = new Scope(scope, function, runsOnce);
            var self = new Variable(name.Name, VariableKind.Self, function, name.At);
            scope.Declare(self);
            _bindings.Bind(name, self);
        }
        Function(function, scope, runsOnce);
    }

    private void Function(FunctionNode function, Scope scope, bool runsOnce)
    {
        var inner = new Scope(scope, function, runsOnce);
        DeclaredNames.OfFunction(function, inner);
        _bindings.Declare(function, inner);
        foreach (var parameter in function.Parameters)
        {
            Target(parameter.Target, inner, true);
            All([parameter.Default], inner);
        }
        if (function.Rest is { } rest) Target(rest, inner, true);
        All(function.Body.Statements, inner);
    }

    private static bool Returns(SyntaxNode node) => node switch
    {
        Return { Value: not null } => true,
        FunctionNode => false,
        _ => SyntaxWalk.Children(node).Any(Returns),
    };
}
