using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Nodes;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library.Matching;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

internal sealed partial class FunctionCompiler
{
    private Node Expression(Expression node) => node switch
    {
        Literal literal => new ConstantNode(Constant(literal.Value)),
        TemplateLiteral template => Template(template),
        Identifier name => Read(name),
        This => new ThisNode(),
        ArrayLiteral list => new ArrayNode([.. list.Elements.Select(e => e is null ? null : Expression(e is Spread spread ? spread.Argument : e))], [.. list.Elements.Select(e => e is Spread)]),
        ObjectLiteral members => new ObjectNode([.. members.Members.Select(Part)]),
        FunctionExpression { Function: var function } => Closure(function),
        Unary unary => Unary(unary),
        Update update => Update(update),
        Binary binary => Binary(binary),
        Logical logical => LogicNodes.Of(logical.Sign, Expression(logical.Left), Expression(logical.Right)),
        Conditional choice => new ConditionalNode(Expression(choice.Test), Expression(choice.Then), Expression(choice.Otherwise)),
        Assignment assignment => Assign(assignment),
        Sequence sequence => new SequenceNode([.. sequence.Parts.Select(Expression)]),
        OptionalChain chain => new ChainNode(Chained(chain.Chain)),
        Member or KeyedMember => Access(node, false),
        Call call => Call(call, false),
        New made => Create(made),
        RegexLiteral regex => new RegexNode(ScriptPattern.Create(regex.Pattern, regex.Flags)),
        _ => throw _unit.Lacks(node.At, "this expression"),
    };

    /// <summary>A part of a chain in which a <c>?.</c> may have ended it before.</summary>
    private Node Chained(Expression node) => node switch
    {
        Member or KeyedMember => Access(node, true),
        Call call => Call(call, true),
        _ => Expression(node),
    };

    private Node Target(Expression node, bool inChain) => inChain ? Chained(node) : Expression(node);

    private static Value Constant(object? value) => value switch
    {
        null => Value.Null,
        bool truth => Value.Of(truth),
        double number => Value.Of(number),
        _ => Value.Of(Text.Constant((string)value)),
    };

    private JoinNode Template(TemplateLiteral template)
    {
        var parts = new List<Node>();
        for (int i = 0; i < template.Texts.Count; i++)
        {
            if (template.Texts[i].Length > 0) parts.Add(new ConstantNode(Constant(template.Texts[i])));
            if (i < template.Parts.Count) parts.Add(Expression(template.Parts[i]));
        }
        if (parts.Count == 0) parts.Add(new ConstantNode(Constant("")));
        return new JoinNode([.. parts], false, true);
    }

    private MemberPart Part(SyntaxNode member) => member switch
    {
        Spread spread => new MemberPart(null, null, Expression(spread.Argument)),
        Property { Name: "__proto__" } => throw _unit.Lacks(member.At, "'__proto__'"),
        Property property => new MemberPart(property.Name, property.Computed is null ? null : Expression(property.Computed), Expression(property.Value)),
        _ => throw _unit.Lacks(member.At, "this property"),
    };

    private Node Unary(Unary unary)
    {
        if (unary is { Sign: "typeof", Operand: Identifier name } && _unit.Bindings.Of(name) is null && TypeOfGlobal(name.Name) is { } type) return new ConstantNode(Constant(type));
        if (unary.Sign == "delete") return Delete(unary.Operand);
        var operand = Expression(unary.Operand);
        return unary.Sign switch
        {
            "!" => new NotNode(operand),
            "-" when operand is ConstantNode { Value.IsNumber: true } constant => new ConstantNode(Value.Of(-constant.Value.Number)),
            "-" => new NegateNode(operand),
            "+" => new ToNumberNode(operand),
            "~" => new BitNotNode(operand),
            "typeof" => new TypeOfNode(operand),
            _ => new VoidNode(operand),
        };
    }

    private static string? TypeOfGlobal(string name) => name switch
    {
        "undefined" => "undefined",
        "NaN" or "Infinity" => "number",
        "Math" or "JSON" or "params" or "run" => "object",
        _ => Vocabulary.Globals.Contains(name) ? "function" : "undefined",
    };

    private Node Delete(Expression operand)
    {
        if (operand is not (Member or KeyedMember)) return new SequenceNode([Expression(operand), new ConstantNode(Value.True)]);
        var (target, name, key) = Parts(operand);
        return new DeleteNode(target, name, key, PathOf(operand), At(operand));
    }

    private Node Binary(Binary binary)
    {
        if (binary.Sign == "instanceof") return InstanceOf(binary);
        var left = Expression(binary.Left);
        var right = Expression(binary.Right);
        return binary.Sign switch
        {
            "+" => ArithmeticNodes.Add(left, right),
            "===" or "!==" or "==" or "!=" => EqualityNodes.Of(binary.Sign, left, right),
            "<" or ">" or "<=" or ">=" => CompareNode.Of(binary.Sign, left, right),
            "in" => new InNode(left, right, At(binary)),
            _ => ArithmeticNodes.Of(binary.Sign, left, right)!,
        };
    }

    private InstanceOfNode InstanceOf(Binary binary)
    {
        if (binary.Right is Identifier name && _unit.Bindings.Of(name) is null && Constructors.Test(name.Name) is { } test) return new InstanceOfNode(Expression(binary.Left), test);
        throw _unit.Lacks(binary.Right.At, "'instanceof' a function of the script's own");
    }

    private Node Update(Update update)
    {
        double step = update.Sign == "++" ? 1 : -1;
        if (update.Target is Identifier name && _unit.Bindings.Of(name) is { } variable) return new CountNode(Named(name, variable), step, update.IsPrefix);
        var (target, member, key) = Parts(update.Target);
        return new CountMemberNode(target, member, key, step, update.IsPrefix, PathOf(update.Target), At(update.Target));
    }

    private Node Assign(Assignment assignment)
    {
        if (assignment.Target is ArrayPattern or ObjectPattern) return AssignPattern(assignment);
        string sign = assignment.Sign;
        bool isLogical = sign is "&&=" or "||=" or "??=";
        if (assignment.Target is Identifier name && _unit.Bindings.Of(name) is { } variable)
        {
            var place = Named(name, variable);
            var value = Expression(assignment.Value);
            if (isLogical) return new AssignUnlessNode(place, value, sign);
            return new AssignNode(place, sign == "=" ? value : Operated(sign[..^1], place, value));
        }
        var member = (Expression)assignment.Target;
        if (sign == "=") return AssignTo(member, Expression(assignment.Value));
        var (target, named, key) = Parts(member);
        var before = new HeldNode(NewSlot());
        var change = isLogical ? Expression(assignment.Value) : Operated(sign[..^1], before, Expression(assignment.Value));
        return new ChangeMemberNode(target, named, key, change, before, isLogical ? sign : null, PathOf(member), At(member));
    }

    private static Node Operated(string sign, Node left, Node right) => sign == "+" ? ArithmeticNodes.Add(left, right) : ArithmeticNodes.Of(sign, left, right)!;

    private AssignMemberNode AssignTo(Expression member, Node value)
    {
        var (target, name, key) = Parts(member);
        return new AssignMemberNode(target, name, key, value, PathOf(member), At(member));
    }

    private PatternAssignNode AssignPattern(Assignment assignment)
    {
        var held = new HeldNode(NewSlot());
        return new PatternAssignNode(Expression(assignment.Value), held, Bind(assignment.Target, held, false));
    }

    /// <summary>A member taken apart: its object, and its name or key.</summary>
    private (Node Target, string? Name, Node? Key) Parts(Expression member) => member switch
    {
        Member named => (Expression(named.Object), named.Name, null),
        KeyedMember { Key: Literal { Value: string name } } index => (Expression(index.Object), name, null),
        KeyedMember index => (Expression(index.Object), null, Expression(index.Key)),
        _ => throw _unit.Lacks(member.At, "this target of an assignment"),
    };

    private static string PathOf(Expression member) => SyntaxWalk.Path(member is Member named ? named.Object : member is KeyedMember index ? index.Object : member) ?? "a value";
}
