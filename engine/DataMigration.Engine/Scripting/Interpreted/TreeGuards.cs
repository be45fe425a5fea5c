using Jint;
using Jint.Native;
using Jint.Parser;
using Jint.Parser.Ast;
using Jint.Runtime.Interop;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// Prepares one engine's own syntax tree: bodies that spend the budget, names behind dots as literals, regular expressions made once.
/// What the script means does not change.
/// </summary>
internal sealed class TreeGuards(Engine engine, ScriptBudget budget, ScriptRegex regexes)
{
    // Jint fails on a thrown object whose message is no text; so such an object gets an empty one that nobody sees.
    private readonly JsValue _throwable = new(new ClrFunctionInstance(engine, (_, arguments) =>
    {
        if (arguments[0].IsObject() && arguments[0].AsObject() is { } thrown && !thrown.Get("message").IsString()) thrown.FastSetProperty("message", new(new JsValue(""), true, false, true));
        return arguments[0];
    }));

    // Jint finds nothing to go through in a text.
    private readonly JsValue _places = new(new ClrFunctionInstance(engine, (_, arguments) =>
        arguments[0].IsString() ? ScriptLists.Make(engine, [.. arguments[0].AsString().Select(c => new JsValue(c.ToString()))]) : arguments[0]));

    private readonly BitOperators _bits = new(engine);

    public void Prepare(SyntaxNode node)
    {
        // Below first: a guarded list spends the budget of whoever enumerates it.
        foreach (var child in SyntaxTree.Children(node).ToList()) Prepare(child);
        switch (node)
        {
            case IFunctionDeclaration { Body: BlockStatement body }: body.Body = new GuardedStatements(body.Body, budget, engine); break;
            case ForStatement loop: loop.Body = Turn(loop.Body); break;
            case ForInStatement loop: loop.Body = Turn(loop.Body); break;
            case WhileStatement loop: loop.Body = Turn(loop.Body); break;
            case DoWhileStatement loop: loop.Body = Turn(loop.Body); break;
            case MemberExpression { Computed: false, Property: Identifier name } member: Literal(member, name); break;
        }
        Replace(node);
    }

    private BlockStatement Turn(Statement body) => new()
    {
        Type = SyntaxNodes.BlockStatement,
        Location = body.Location,
        Body = new GuardedStatements(body is BlockStatement block ? block.Body : [body], budget, null),
    };

    private static void Literal(MemberExpression member, Identifier name)
    {
        member.Property = new MemberNameLiteral(name.Name, member.Object, name);
        member.Computed = true;
    }

    /// <summary>Puts something else in the place of children.</summary>
    private void Replace(SyntaxNode node)
    {
        switch (node)
        {
            case ReturnStatement n: n.Argument = With(n.Argument); break;
            case ExpressionStatement n: n.Expression = With(n.Expression, true); break;
            case ThrowStatement n: n.Argument = Call(_throwable, With(n.Argument)); break;
            case IfStatement n: n.Test = With(n.Test); break;
            case WhileStatement n: n.Test = With(n.Test); break;
            case DoWhileStatement n: n.Test = With(n.Test); break;
            case SwitchStatement n: n.Discriminant = With(n.Discriminant); break;
            case ForStatement n:
                n.Init = n.Init is Expression init ? With(init, true) : n.Init;
                n.Test = With(n.Test);
                n.Update = With(n.Update, true);
                break;
            case ForInStatement n: n.Right = Call(_places, With(n.Right)); break;
            case VariableDeclarator n: n.Init = With(n.Init); break;
            case AssignmentExpression n:
                n.Right = With(n.Right);
                if (!IsPlain(n.Left)) break;
                if (_bits.Of(n.Operator) is { } function) (n.Operator, n.Right) = (AssignmentOperator.Assign, Call(function, n.Left, n.Right));
                // Jint reads what stands on the left when the right has been evaluated, which may have changed it. Else this is left alone: Jint appends to texts in place.
                else if (Sign(n.Operator) is { } sign && Changes(n.Right)) (n.Operator, n.Right) = (AssignmentOperator.Assign, Operated(sign, n.Left, n.Right));
                break;
            case BinaryExpression n: (n.Left, n.Right) = (With(n.Left), With(n.Right)); break;
            case LogicalExpression n: (n.Left, n.Right) = (With(n.Left), With(n.Right)); break;
            case ConditionalExpression n: (n.Test, n.Consequent, n.Alternate) = (With(n.Test), With(n.Consequent), With(n.Alternate)); break;
            case UnaryExpression { Operator: not UnaryOperator.Delete } n when n is not UpdateExpression: n.Argument = With(n.Argument); break;
            case MemberExpression n: (n.Object, n.Property) = (With(n.Object), With(n.Property)); break;
            case SequenceExpression n when n.Expressions is not GuardedExpression: n.Expressions = All(n.Expressions); break;
            case ArrayExpression n: n.Elements = All(n.Elements); break;
            case Property n: n.Value = With(n.Value); break;
            case NewExpression n: n.Arguments = All(n.Arguments ?? []); break;
            case CallExpression n:
                n.Callee = With(n.Callee);
                n.CanBeCached &= !n.Arguments.Any(SyntaxTree.IsRegex);
                n.Arguments = All(n.Arguments);
                break;
        }
    }

    private List<Expression> All(IEnumerable<Expression> expressions) => [.. expressions.Select(e => With(e))];

    private Expression With(Expression expression, bool isStatement = false)
    {
        // Null stands for a part that is left out (return;, for (;;), [,]).
        if (expression is null) return null!;
        if (SyntaxTree.IsRegex(expression)) return RegexCall((Literal)expression);
        return expression switch
        {
            AssignmentExpression when !isStatement => GuardedExpression.Around(expression, budget),
            BinaryExpression binary when _bits.Of(binary.Operator) is { } function => Call(function, binary.Left, binary.Right),
            UnaryExpression { Operator: UnaryOperator.BitwiseNot } unary => Call(_bits.Not, unary.Argument),
            _ => expression,
        };
    }

    private static BinaryOperator? Sign(AssignmentOperator operation) => operation switch
    {
        AssignmentOperator.PlusAssign => BinaryOperator.Plus,
        AssignmentOperator.MinusAssign => BinaryOperator.Minus,
        AssignmentOperator.TimesAssign => BinaryOperator.Times,
        AssignmentOperator.DivideAssign => BinaryOperator.Divide,
        AssignmentOperator.ModuloAssign => BinaryOperator.Modulo,
        _ => null,
    };

    /// <summary>Whether an expression assigns by itself, not in a function. A guarded list is not enumerated: that spends the budget.</summary>
    private static bool Changes(SyntaxNode node) => node is AssignmentExpression or UpdateExpression or SequenceExpression { Expressions: GuardedExpression }
        || (node is not FunctionExpression && SyntaxTree.Children(node).Any(Changes));

    private static BinaryExpression Operated(BinaryOperator sign, Expression left, Expression right) =>
        new() { Type = SyntaxNodes.BinaryExpression, Operator = sign, Left = left, Right = right, Location = right.Location, Range = right.Range };

    // May be evaluated twice, since nothing is done by that.
    private static bool IsPlain(Expression target) => target is Identifier or MemberExpression { Object: Identifier or ThisExpression, Property: MemberNameLiteral };

    /// <summary>The one regular expression of this place, set back to its start.</summary>
    private CallExpression RegexCall(Literal literal) => Call(new JsValue(regexes.Of(literal.Raw)), literal);

    /// <summary>A call of a function of ours; a regular expression as argument is none, it only lends its place.</summary>
    private static CallExpression Call(JsValue function, Expression argument, params Expression[] more) => new()
    {
        Type = SyntaxNodes.CallExpression,
        Callee = new Literal { Type = SyntaxNodes.Literal, Cached = true, CachedValue = function, Raw = "", Location = argument.Location },
        Arguments = SyntaxTree.IsRegex(argument) ? [] : [argument, .. more],
        Location = argument.Location,
        Range = argument.Range,
    };
}
