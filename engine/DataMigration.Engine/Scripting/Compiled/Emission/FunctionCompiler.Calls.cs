using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Nodes;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

internal sealed partial class FunctionCompiler
{
    /// <summary>A member that is read.</summary>
    private Node Access(Expression node, bool inChain)
    {
        var (owner, name, at, isOptional) = node is Member member
            ? (member.Object, member.Name, member.NameAt, member.IsOptional)
            : (((KeyedMember)node).Object, SyntaxWalk.MemberName(node), ((KeyedMember)node).Key.At, ((KeyedMember)node).IsOptional);
        if (name is not null && owner is Identifier root && OfRoot(root, name, node.At) is { } known) return known;
        var target = Target(owner, inChain);
        string path = PathOf(node);
        if (name is null)
        {
            var general = new IndexNode(target, Expression(((KeyedMember)node).Key), path, isOptional, inChain, _unit.Place(at));
            return TextNodes.PartOf(general) ?? general;
        }
        if (name == "length") return target.Kinds.IsOnly(Kinds.Text) && !inChain ? new TextLengthNode(target) : new LengthNode(target, path, isOptional, inChain, _unit.Place(at));
        return new MemberNode(target, name, path, isOptional, inChain, _unit.Place(at));
    }

    /// <summary>A member of row, params, run or an object of the language; null when it is none.</summary>
    private Node? OfRoot(Identifier root, string name, TextRange at)
    {
        if (_unit.Bindings.Of(root) is { } variable)
            return variable.Kind == VariableKind.Row ? _unit.Shape!.Find(name) ?? (name == "hasOwnProperty" ? null : new ConstantNode(Value.Undefined)) : null;
        switch (root.Name)
        {
            case "params": return new ConstantNode(_unit.Parameters.GetValueOrDefault(name, Value.Undefined));
            case "run": return name == "id" ? new WorldNode(w => w.RunId, Kinds.Text) : new WorldNode(w => w.StartedAt, Kinds.Text);
        }
        string whole = root.Name + "." + name;
        if (Globals.Constants.TryGetValue(whole, out double number)) return new ConstantNode(Value.Of(number));
        if (Globals.Find(whole) is { } function) return new ConstantNode(Value.Of(function.Function));
        return IsOfLanguage(root) ? throw _unit.Lacks(at, $"'{whole}'") : null;
    }

    private Node Call(Call call, bool inChain)
    {
        var arguments = Arguments(call.Arguments);
        switch (call.Callee)
        {
            case Identifier name when _unit.Bindings.Of(name) is { } variable:
                if (variable.Kind != VariableKind.Self && _unit.CodeOf(variable) is { } code) return new CallCodeNode(code, arguments, At(name));
                return new CallValueNode(Read(name), arguments, name.Name, call.IsOptional, false, At(name));
            case Identifier name:
                return OfLanguage(name.Name, arguments, name.At) ?? throw _unit.Lacks(name.At, $"'{name.Name}(…)'");
            // One with a name of its own may call itself by it, as a value.
            case FunctionExpression { Function: { Name: null } function } when !_unit.NeedsVariables(function):
                return new CallCodeNode(_unit.CodeOf(function), arguments, At(call.Callee));
            case Member or KeyedMember:
                return Method(call, arguments, inChain);
            default:
                return new CallValueNode(Target(call.Callee, inChain), arguments, SyntaxWalk.Path(call.Callee) ?? "a value", call.IsOptional, inChain, At(call.Callee));
        }
    }

    private Node Method(Call call, ArgumentList arguments, bool inChain)
    {
        var callee = call.Callee;
        var owner = callee is Member member ? member.Object : ((KeyedMember)callee).Object;
        bool isOptional = callee is Member { IsOptional: true } or KeyedMember { IsOptional: true };
        string path = PathOf(callee);
        var at = callee is Member named ? named.NameAt : ((KeyedMember)callee).Key.At;
        if (SyntaxWalk.MemberName(callee) is not { } name)
            return new CallKeyedNode(new IndexNode(Target(owner, inChain), Expression(((KeyedMember)callee).Key), path, isOptional, inChain, _unit.Place(at)), arguments, path, _unit.Place(at));
        if (owner is RegexLiteral literal && name == "test" && arguments is { Count: 1, IsPlain: true } && !literal.Flags.Contains('g') && !literal.Flags.Contains('y'))
            return new TestNode(((RegexNode)Expression(literal)).Pattern, arguments[0], At(callee));
        if (owner is Identifier root && IsOfLanguage(root) && root.Name is not ("params" or "run"))
            return OfLanguage(root.Name + "." + name, arguments, callee.At) ?? throw _unit.Lacks(callee.At, $"'{root.Name}.{name}'");
        var made = new CallMethodNode(Target(owner, inChain), name, arguments, path, isOptional, call.IsOptional, inChain, _unit.Place(at));
        return TextNodes.Of(made, name, arguments) ?? made;
    }

    /// <summary>Whether a name is an object or function of the language, and not one of its values.</summary>
    private bool IsOfLanguage(Identifier name) => _unit.Bindings.Of(name) is null && Vocabulary.Globals.Contains(name.Name) && name.Name is not ("undefined" or "NaN" or "Infinity");

    /// <summary>A call of a function of the language by its whole name, or null when there is none.</summary>
    private Node? OfLanguage(string name, ArgumentList arguments, TextRange at)
    {
        if (Constructors.MakesWithoutNew(name) && Constructors.Find(name) is { } maker) return new CreateNode(maker, arguments, _unit.Place(at));
        if (Globals.Find(name) is not { } function) return null;
        if (function.OfNumber is { } ofNumber && arguments is { Count: 1, IsPlain: true }) return new NumberFunctionNode(ofNumber, arguments[0]);
        return new CallNativeNode(function, arguments, _unit.Place(at));
    }

    private CreateNode Create(New made)
    {
        if (made.Callee is Identifier name && _unit.Bindings.Of(name) is null && Constructors.Find(name.Name) is { } maker) return new CreateNode(maker, Arguments(made.Arguments), At(made.Callee));
        throw _unit.Lacks(made.At, $"'new {SyntaxWalk.Path(made.Callee) ?? "…"}'");
    }

    private ArgumentList Arguments(IReadOnlyList<Expression> arguments)
    {
        bool[] spreads = [.. arguments.Select(a => a is Spread)];
        return new ArgumentList([.. arguments.Select(a => Expression(a is Spread spread ? spread.Argument : a))], spreads.Contains(true) ? spreads : null);
    }
}
