using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Scripting.Interpreted;
using Jint.Parser.Ast;
using Jint.Parser;

namespace DataMigration.Scripting;

/// <summary>Walks a syntax tree when planning: every name must lead somewhere, nothing may be written that outlives the row.</summary>
internal sealed class ScriptCheck
{
    private readonly ParsedScript _script;
    private readonly ScriptNames _known;
    private readonly RowNames? _row;
    private readonly DiagnosticBag _diagnostics;

    // A name is complained of once: its other places are the same mistake.
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    private ScriptCheck(ParsedScript script, ScriptNames known, RowNames? row, DiagnosticBag diagnostics)
    {
        _script = script;
        _known = known;
        _row = row;
        _diagnostics = diagnostics;
    }

    /// <summary>Checks a pipeline's script.</summary>
    /// <returns>Positions of the fields it reads.</returns>
    public static IReadOnlyList<int> Check(ParsedScript script, ScriptNames known, RecordSchema schema, bool isOpen, DiagnosticBag diagnostics)
    {
        var row = new RowNames(schema, isOpen);
        var check = new ScriptCheck(script, known, row, diagnostics);
        check.Function(script.Function, known.Library, false);
        if (!script.IsExpression && !Returns(script.Function.Body)) diagnostics.Add(ScriptMessages.NoReturn, script.Origin.Start);
        return row.Read;
    }

    /// <summary>Checks a script file.</summary>
    public static void CheckFile(ParsedScript file, ScriptNames known, DiagnosticBag diagnostics)
    {
        var check = new ScriptCheck(file, known, null, diagnostics);
        foreach (var statement in file.Program.Body) check.Visit(statement, known.Library, true);
    }

    /// <param name="node">What to look at.</param>
    /// <param name="scope">The names in reach.</param>
    /// <param name="loading">Whether the code runs once, while the library loads.</param>
    private void Visit(SyntaxNode node, NameScope scope, bool loading)
    {
        switch (node)
        {
            case FunctionDeclaration declaration: Function(declaration, scope, false); return;
            case FunctionExpression expression: Function(expression, scope, false); return;
            case CatchClause clause: Visit(clause.Body, new NameScope(scope, [clause.Param.Name], false), loading); return;
            case Identifier name: Reference(name, scope); return;
            case MemberExpression member: Member(member, scope, loading, false); return;
            case CallExpression call: Call(call, scope, loading); return;
            case NewExpression { Callee: FunctionExpression made } created: Once(made, created.Arguments, scope, loading); return;
            case AssignmentExpression assignment: Target(assignment.Left, scope, loading); break;
            case UpdateExpression update: Target(update.Argument, scope, loading); break;
            case UnaryExpression { Operator: UnaryOperator.Delete } delete: Target(delete.Argument, scope, loading); break;
            case UnaryExpression { Operator: UnaryOperator.TypeOf, Argument: Identifier }: return;
            case ForInStatement { Left: not VariableDeclaration } loop: Target(loop.Left, scope, loading); break;
            case VariableDeclaration { Kind: "let" or "const" } declaration: _diagnostics.Add(ScriptMessages.LetOrConst, _script.Place(declaration, declaration.Kind), declaration.Kind); break;
            case Property { Kind: not PropertyKind.Data } accessor: _diagnostics.Add(ScriptMessages.Accessor, _script.Place(accessor, "get")); break;
            case Literal regex when SyntaxTree.IsRegex(regex): RegexCheck.Check(regex, _script, _diagnostics); return;
        }
        WideNumbers(node, scope);
        foreach (var child in SyntaxTree.Children(node))
            if (child is not Identifier || !IsPlainTarget(node, child)) Visit(child, scope, loading);
    }

    private void Function(IFunctionDeclaration function, NameScope scope, bool runsOnce) => Visit(function.Body, scope.Inside(function, runsOnce), runsOnce);

    /// <summary>A function called where it is written: while the library loads, its variables live as long as the library.</summary>
    private void Once(FunctionExpression function, IEnumerable<Expression>? arguments, NameScope scope, bool loading)
    {
        Function(function, scope, loading);
        foreach (var argument in arguments ?? []) Visit(argument, scope, loading);
    }

    private void Call(CallExpression call, NameScope scope, bool loading)
    {
        if (call.Callee is FunctionExpression direct)
        {
            Once(direct, call.Arguments, scope, loading);
            return;
        }
        if (call.Callee is MemberExpression { Object: FunctionExpression bound } through && SyntaxTree.MemberName(through) is "call" or "apply")
        {
            Once(bound, call.Arguments, scope, loading);
            return;
        }
        if (call.Callee is MemberExpression member) Member(member, scope, loading, true);
        else Visit(call.Callee, scope, loading);
        WideNumbers(call, scope);
        foreach (var argument in call.Arguments) Visit(argument, scope, loading);
    }

    private void Reference(Identifier name, NameScope scope)
    {
        if (IsRow(name, scope)) _row!.ReadAll();
        if (scope.Find(name.Name) is null) Unknown(name, scope, "variable or function");
    }

    private void Unknown(Identifier name, NameScope scope, string what)
    {
        if (Vocabulary.Globals.Contains(name.Name) || !_reported.Add(name.Name)) return;
        var place = _script.Place(name);
        if (Vocabulary.Forbidden.TryGetValue(name.Name, out string? instead)) _diagnostics.Add(ScriptMessages.Forbidden, place, name.Name, instead);
        else if (Vocabulary.ModernGlobals.TryGetValue(name.Name, out instead)) _diagnostics.Add(ScriptMessages.Modern, place, $"'{name.Name}' is", instead);
        else if (name.Name == "row") _diagnostics.Add(ScriptMessages.UnknownName, place, what, "row", "A function of a script file sees only its arguments: pass it the value.");
        else _diagnostics.Add(ScriptMessages.UnknownName, place, what, name.Name, Suggestions.Remedy(name.Name, [.. scope.Reachable.Concat(Vocabulary.Globals).Except(["arguments"]).Distinct()]));
    }

    private void Member(MemberExpression member, NameScope scope, bool loading, bool called)
    {
        string? name = SyntaxTree.MemberName(member);
        if (member.Object is not Identifier owner || !Owned(member, owner, name, scope, called)) Visit(member.Object, scope, loading);
        if (member.Computed) Visit(member.Property, scope, loading);
        if (called && name is not null && Vocabulary.ModernMethods.TryGetValue(name, out string? instead) && !_known.Members.Contains(name) && !DefinesMember(name))
            _diagnostics.Add(ScriptMessages.Modern, _script.Place(member.Property, name), $"'.{name}(…)' is", instead);
        if (name is "constructor" or "__proto__" && !(member.Object is Identifier row && IsRow(row, scope))) _diagnostics.Add(ScriptMessages.Forbidden, _script.Place(member.Property, name), name, "Scripts need no way to the makers of values; write the code itself.");
    }

    /// <summary>A member of a name that we know: row, params, run or a global object. False when it is any other.</summary>
    private bool Owned(MemberExpression member, Identifier owner, string? name, NameScope scope, bool called)
    {
        if (IsRow(owner, scope))
        {
            if (name is null) _row!.ReadAll();
            else if (!_row!.ReadField(name) && name is not "hasOwnProperty") _diagnostics.Add(ScriptMessages.UnknownField, _script.Place(member.Property, name), name, _row.Remedy(name));
            return true;
        }
        if (scope.Find(owner.Name) is not null) return false;
        if (name is null) return false;
        var place = _script.Place(member.Property, name);
        if (owner.Name == "params" && !_known.Parameters.Contains(name))
            _diagnostics.Add(ScriptMessages.UnknownParameter, place, name, Suggestions.Remedy(name, _known.Parameters, "The pipeline has no 'parameters'."));
        else if (owner.Name == "run" && name is not ("id" or "started_at"))
            _diagnostics.Add(ScriptMessages.UnknownRunMember, place, name, Suggestions.Remedy(name, ["id", "started_at"]));
        else if (Vocabulary.RemovedStatics.TryGetValue(owner.Name + "." + name, out string? instead))
            _diagnostics.Add(ScriptMessages.Forbidden, _script.Place(owner, owner.Name + "." + name), owner.Name + "." + name, instead);
        else if (called && Vocabulary.ModernStatics.TryGetValue(owner.Name + "." + name, out instead))
            _diagnostics.Add(ScriptMessages.Modern, _script.Place(owner, owner.Name + "." + name), $"'{owner.Name}.{name}' is", instead);
        return Vocabulary.Globals.Contains(owner.Name);
    }

    private void Target(SyntaxNode target, NameScope scope, bool loading)
    {
        switch (target)
        {
            case Identifier name when IsRow(name, scope): _diagnostics.Add(ScriptMessages.ReadOnly, _script.Place(name), "row", "the row"); break;
            case Identifier name: Variable(name, scope, loading); break;
            case ArrayExpression or ObjectExpression: _diagnostics.Add(ScriptMessages.Modern, _script.Place(target, "["), "destructuring is", "Assign the parts one by one."); break;
            case MemberExpression member: ReadOnly(member, scope); break;
        }
    }

    private void Variable(Identifier name, NameScope scope, bool loading)
    {
        var owner = scope.Find(name.Name);
        bool known = owner is not null || Vocabulary.Globals.Contains(name.Name);
        if (owner is { IsShared: false } || (owner is not null && loading)) return;
        _reported.Add(name.Name);
        if (known && owner is null) _diagnostics.Add(ScriptMessages.ReadOnly, _script.Place(name), name.Name, $"'{name.Name}'");
        else _diagnostics.Add(ScriptMessages.StateBetweenRows, _script.Place(name), name.Name);
    }

    private void ReadOnly(MemberExpression member, NameScope scope)
    {
        SyntaxNode root = member;
        while (root is MemberExpression { Object: var below }) root = below;
        if (root is not Identifier owner) return;
        string path = SyntaxTree.Path(member) ?? owner.Name + "[…]";
        if (IsRow(owner, scope) && member.Object == owner) _diagnostics.Add(ScriptMessages.ReadOnly, _script.Place(owner, path), path, "the row");
        else if (scope.Find(owner.Name) is null && owner.Name is "params" or "run") _diagnostics.Add(ScriptMessages.ReadOnly, _script.Place(owner, path), path, $"'{owner.Name}'");
    }

    /// <summary>An assigned name is no reference, except that <c>x += 1</c> reads what <see cref="Variable"/> has judged already.</summary>
    private static bool IsPlainTarget(SyntaxNode node, SyntaxNode child) => node switch
    {
        AssignmentExpression assignment => assignment.Left == child,
        UpdateExpression => true,
        ForInStatement loop => loop.Left == child,
        _ => false,
    };

    private void WideNumbers(SyntaxNode node, NameScope scope)
    {
        if (_row is null) return;
        foreach (var operand in Arithmetic.Operands(node))
            if (operand is MemberExpression { Object: Identifier owner } member && IsRow(owner, scope) && SyntaxTree.MemberName(member) is { } name && _row.WideType(name) is { } type)
                _diagnostics.Add(ScriptMessages.WideNumber, _script.Place(member.Property, name), name, type);
    }

    private bool DefinesMember(string name) => SyntaxTree.DefinedMembers(_script.Program).Contains(name);

    private bool IsRow(Identifier name, NameScope scope) => _row is not null && name.Name == "row" && scope.Find("row") is { } found && found.Declares(_script.Function);

    private static bool Returns(SyntaxNode node) => node switch
    {
        ReturnStatement { Argument: not null } => true,
        FunctionExpression or FunctionDeclaration => false,
        _ => SyntaxTree.Children(node).Any(Returns),
    };
}
