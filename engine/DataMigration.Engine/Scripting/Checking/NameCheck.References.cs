using DataMigration.Diagnostics;
using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

internal sealed partial class NameCheck
{
    private void Reference(Identifier name, Scope scope)
    {
        var variable = Use(name, scope);
        if (variable is { Kind: VariableKind.Row }) _row!.ReadAll();
        if (variable is null) Unknown(name, scope, "variable or function");
    }

    /// <summary>The variable that a name means, noted.</summary>
    private Variable? Use(Identifier name, Scope scope)
    {
        if (scope.Find(name.Name, out _) is not { } variable) return null;
        _bindings.Bind(name, variable);
        if (variable.Owner != scope.Function) variable.IsCaptured = true;
        return variable;
    }

    private void Unknown(Identifier name, Scope scope, string what)
    {
        if (Vocabulary.Globals.Contains(name.Name) || !_reported.Add(name.Name)) return;
        var place = Place(name.At);
        if (Vocabulary.Forbidden.TryGetValue(name.Name, out string? instead)) _diagnostics.Add(ScriptMessages.Forbidden, place, name.Name, instead);
        else if (Vocabulary.ModernGlobals.TryGetValue(name.Name, out instead)) _diagnostics.Add(ScriptMessages.Forbidden, place, name.Name, instead);
        else if (name.Name == "row") _diagnostics.Add(ScriptMessages.UnknownName, place, what, "row", "A function of a script file sees only its arguments: pass it the value.");
        else _diagnostics.Add(ScriptMessages.UnknownName, place, what, name.Name, Suggestions.Remedy(name.Name, [.. scope.Reachable.Concat(Vocabulary.Globals).Except(["arguments"]).Distinct()]));
    }

    private void Called(Call call, Scope scope)
    {
        if (call.Callee is FunctionExpression direct) FunctionValue(direct.Function, scope, scope.RunsOnce);
        else if (call.Callee is Member { Object: FunctionExpression bound, Name: "call" or "apply" }) FunctionValue(bound.Function, scope, scope.RunsOnce);
        else if (call.Callee is Member or KeyedMember) MemberOf(call.Callee, scope, true);
        else Visit(call.Callee, scope);
        WideNumbers(call, scope);
        All(call.Arguments, scope);
    }

    private void MemberOf(Expression member, Scope scope, bool called)
    {
        string? name = SyntaxWalk.MemberName(member);
        var (owner, at) = member is Member named ? (named.Object, named.NameAt) : (((KeyedMember)member).Object, ((KeyedMember)member).Key.At);
        if (owner is not Identifier known || !Owned(known, name, at, scope, called)) Visit(owner, scope);
        if (member is KeyedMember index) Visit(index.Key, scope);
        if (name is not null && owner is Member { Object: Identifier of } part && IsRow(of, scope)) Known(part.Name, name, at);
        if (name is not null && Vocabulary.RemovedMethods.TryGetValue(name, out string? instead) && !(owner is Identifier field && IsRow(field, scope))) _diagnostics.Add(ScriptMessages.Forbidden, Place(at), name, instead);
        if (name is "constructor" or "__proto__" && !(owner is Identifier row && IsRow(row, scope))) _diagnostics.Add(ScriptMessages.Forbidden, Place(at), name, "Scripts need no way to the makers of values; write the code itself.");
    }

    /// <summary>A member of a name that we know: row, params, run or a global object. False when it is any other.</summary>
    private bool Owned(Identifier owner, string? name, TextRange at, Scope scope, bool called)
    {
        if (IsRow(owner, scope))
        {
            Use(owner, scope);
            if (name is null) _row!.ReadAll();
            else if (!_row!.ReadField(name) && name is not "hasOwnProperty") _diagnostics.Add(ScriptMessages.UnknownField, Place(at), name, _row.Remedy(name));
            return true;
        }
        if (scope.Find(owner.Name, out _) is not null || name is null) return false;
        if (owner.Name == "params" && !_known.Parameters.Contains(name))
            _diagnostics.Add(ScriptMessages.UnknownParameter, Place(at), name, Suggestions.Remedy(name, _known.Parameters, "The pipeline has no 'parameters'."));
        else if (owner.Name == "run" && name is not ("id" or "started_at"))
            _diagnostics.Add(ScriptMessages.UnknownRunMember, Place(at), name, Suggestions.Remedy(name, ["id", "started_at"]));
        else if (Vocabulary.RemovedStatics.TryGetValue(owner.Name + "." + name, out string? instead))
            _diagnostics.Add(ScriptMessages.Forbidden, Place(owner.At with { End = at.End }), owner.Name + "." + name, instead);
        return Vocabulary.Globals.Contains(owner.Name);
    }

    /// <summary>A member of a field's value: nobody can add to what texts and numbers have, so that any other name is a slip. Only warned about: a script may ask for what it knows not to be there.</summary>
    private void Known(string field, string name, TextRange at)
    {
        if (_row!.FamilyOf(field) is not { } family || MethodTables.Find(family, name) is not null || Vocabulary.MembersOfOthers.Contains(name)) return;
        string[] own = family == Family.Text ? ["length"] : [];
        if (own.Contains(name) || (family == Family.Text && ScriptObject.IsIndex(name))) return;
        string what = family switch { Family.Text => "text", Family.Number => "a number", _ => "true or false" };
        _diagnostics.Add(ScriptMessages.UnknownMember, Place(at), field, what, name, Suggestions.Remedy(name, [.. own, .. MethodTables.All.First(f => f.Family == family).Methods.Select(m => m.Name)]));
    }

    private void Assigned(Assignment assignment, Scope scope)
    {
        Target(assignment.Target, scope, false);
        WideNumbers(assignment, scope);
        Visit(assignment.Value, scope);
    }

    /// <summary>What is written to: by a declaration, or else.</summary>
    private void Target(SyntaxNode target, Scope scope, bool declares)
    {
        switch (target)
        {
            case Identifier name when declares: Declared(name, scope); break;
            case Identifier name when IsRow(name, scope): _diagnostics.Add(ScriptMessages.ReadOnly, Place(name.At), name.Name, "the row"); break;
            case Identifier name: Written(name, scope); break;
            case Member or KeyedMember: ReadOnly((Expression)target, scope); Visit(target, scope); break;
            case Element element: Target(element.Target, scope, declares); All([element.Default], scope); break;
            case PatternProperty property: All([property.Computed], scope); Target(property.Element, scope, declares); break;
            case ArrayPattern or ObjectPattern: foreach (var part in SyntaxWalk.Children(target)) Target(part, scope, declares); break;
            default: Visit(target, scope); break;
        }
    }

    private void Declared(Identifier name, Scope scope)
    {
        if (Use(name, scope) is { } variable) variable.Declarations++;
    }

    private void Written(Identifier name, Scope scope)
    {
        if (scope.Find(name.Name, out var where) is not { } variable)
        {
            _reported.Add(name.Name);
            if (Vocabulary.Globals.Contains(name.Name)) _diagnostics.Add(ScriptMessages.ReadOnly, Place(name.At), name.Name, $"'{name.Name}'");
            else _diagnostics.Add(ScriptMessages.StateBetweenRows, Place(name.At), name.Name);
            return;
        }
        Use(name, scope);
        variable.IsAssigned = true;
        if (variable.Kind == VariableKind.Const) _diagnostics.Add(ScriptMessages.Constant, Place(name.At), name.Name);
        // While the script files load, their variables may still be set.
        else if ((variable.IsShared || where!.RunsOnce) && !scope.RunsOnce && _reported.Add(name.Name)) _diagnostics.Add(ScriptMessages.StateBetweenRows, Place(name.At), name.Name);
    }

    private void ReadOnly(Expression member, Scope scope)
    {
        Expression root = member, below = member;
        while (root is Member or KeyedMember)
        {
            below = root;
            root = root is Member named ? named.Object : ((KeyedMember)root).Object;
        }
        if (root is not Identifier owner) return;
        string path = SyntaxWalk.Path(member) ?? owner.Name + "[…]";
        var place = Place(new TextRange(owner.At.Start, owner.At.Start + path.Length));
        if (IsRow(owner, scope) && below == member) _diagnostics.Add(ScriptMessages.ReadOnly, place, path, "the row");
        else if (scope.Find(owner.Name, out _) is null && owner.Name is "params" or "run") _diagnostics.Add(ScriptMessages.ReadOnly, place, path, $"'{owner.Name}'");
    }

    private void WideNumbers(SyntaxNode node, Scope scope)
    {
        if (_row is null) return;
        foreach (var operand in Arithmetic.Operands(node))
            if (operand is Member { Object: Identifier owner } member && IsRow(owner, scope) && _row.WideType(member.Name) is { } type)
                _diagnostics.Add(ScriptMessages.WideNumber, Place(member.NameAt), member.Name, type);
    }

    private bool IsRow(Identifier name, Scope scope) => _row is not null && scope.Find(name.Name, out _) is { Kind: VariableKind.Row };
}
