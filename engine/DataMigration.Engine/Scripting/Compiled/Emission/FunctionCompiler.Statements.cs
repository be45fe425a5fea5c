using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Nodes;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

internal sealed partial class FunctionCompiler
{
    // The labels of the statement that comes next, for the loop that it may be.
    private readonly List<string> _labels = [];

    private StatementNode Statement(Statement statement)
    {
        string[] labels = statement is Syntax.Labelled ? [] : [.. _labels];
        if (statement is not Syntax.Labelled) _labels.Clear();
        return statement switch
        {
            VariableDeclaration declaration => Variables(declaration),
            FunctionDeclaration or Empty => EmptyNode.Instance,
            ExpressionStatement { Expression: var expression } => new EvaluateNode(Expression(expression)),
            BlockStatement block => InBlock(block, block.Statements, () => BlockNode.Of([.. block.Statements.Select(Statement)])),
            Return { Value: var value } => new ReturnNode(value is null ? null : Expression(value)),
            If choice => new IfNode(Expression(choice.Test), Statement(choice.Then), choice.Otherwise is null ? null : Statement(choice.Otherwise)),
            For loop => InBlock(loop, [], () => Loop(loop, labels)),
            ForEach loop => InBlock(loop, [], () => Loop(loop, labels)),
            While loop => new WhileNode(Expression(loop.Test), Statement(loop.Body), true, labels, Cost(loop.Body), At(loop)),
            DoWhile loop => Loop(loop, labels),
            Break { Label: var label } => new BreakNode(label),
            Continue { Label: var label } => new ContinueNode(label),
            Labelled labelled => Named(labelled),
            Switch choice => Choice(choice),
            Throw thrown => new ThrowNode(Expression(thrown.Value), At(thrown.Value is New made ? made.Callee : thrown.Value)),
            Try attempt => Attempt(attempt),
            _ => throw _unit.Lacks(statement.At, "this statement"),
        };
    }

    private StatementNode Variables(VariableDeclaration declaration)
    {
        var made = new List<StatementNode>();
        foreach (var declarator in declaration.Declarators)
        {
            if (declarator.Value is { } value) made.Add(Bind(declarator.Target, Expression(value), true));
            else if (declaration.Kind != "var" && declarator.Target is Identifier name) made.Add(new InitializeNode(Place(_unit.Bindings.Of(name)!), new ConstantNode(Value.Undefined)));
        }
        return BlockNode.Of(made);
    }

    /// <summary>Statements with the variables and functions of their block.</summary>
    private StatementNode InBlock(SyntaxNode block, IReadOnlyList<Statement> statements, Func<StatementNode> compile)
    {
        StatementNode[] functions = [.. Functions(statements)];
        var body = compile();
        var dead = Dead(block);
        return dead.Count + functions.Length == 0 ? body : new BlockNode([.. dead, .. functions, body]);
    }

    private ForNode Loop(For loop, string[] labels)
    {
        var start = loop.Start switch
        {
            null => null,
            VariableDeclaration declaration => Variables(declaration),
            _ => new EvaluateNode(Expression((Expression)loop.Start)),
        };
        var test = loop.Test is null ? null : Expression(loop.Test);
        var step = loop.Step is null ? null : Expression(loop.Step);
        var body = Statement(loop.Body);
        VariableNode[] renewed = [.. _unit.Bindings.DeclaredBy(loop).Where(v => v is { Kind: VariableKind.Let, IsCaptured: true, IsShared: false }).Select(v => Place(v))];
        return new ForNode(start, test, step, body, renewed, labels, Cost(loop.Body), At(loop));
    }

    private ForEachNode Loop(ForEach loop, string[] labels)
    {
        var source = Expression(loop.Source);
        int slot = NewSlot();
        var (item, held) = (new SlotNode(slot, Kinds.Any), new HeldNode(slot));
        var take = loop.Target is VariableDeclaration { Declarators: [var declarator] } ? Fresh(loop, Bind(declarator.Target, held, true)) : Bind(loop.Target, held, false);
        return new ForEachNode(source, loop.IsIn, item, take, Statement(loop.Body), labels, Cost(loop.Body), At(loop), SyntaxWalk.Path(loop.Source) ?? "a value");
    }

    /// <summary>Each turn has variables of its own, when inner functions hold on to them.</summary>
    private StatementNode Fresh(ForEach loop, StatementNode bind)
    {
        var declared = _unit.Bindings.DeclaredBy(loop).Where(v => v is { IsCaptured: true, IsShared: false, HasDeadZone: true }).Select(v => (StatementNode)new DeclareNode(Place(v), Value.Undefined));
        return BlockNode.Of([.. declared, bind]);
    }

    private WhileNode Loop(DoWhile loop, string[] labels)
    {
        var body = Statement(loop.Body);
        return new WhileNode(Expression(loop.Test), body, false, labels, Cost(loop.Body), At(loop));
    }

    private LabelledNode Named(Labelled labelled)
    {
        _labels.Add(labelled.Label);
        return new LabelledNode(labelled.Label, Statement(labelled.Body));
    }

    private StatementNode Choice(Switch choice)
    {
        var value = Expression(choice.Value);
        Statement[] all = [.. choice.Cases.SelectMany(c => c.Body)];
        // A case may jump over the declarations of another one.
        _switches++;
        var made = InBlock(choice, all, () =>
        {
            Node?[] tests = [.. choice.Cases.Select(c => c.Test is null ? null : Expression(c.Test))];
            int[] starts = [.. choice.Cases.Select((_, i) => choice.Cases.Take(i).Sum(c => c.Body.Count))];
            return new SwitchNode(value, tests, starts, [.. all.Select(Statement)]);
        });
        _switches--;
        return made;
    }

    private TryNode Attempt(Try attempt)
    {
        var body = Statement(attempt.Body);
        SlotNode? error = null;
        StatementNode? binding = null, handler = null;
        if (attempt.Catch is { } clause)
        {
            int slot = NewSlot();
            error = new SlotNode(slot, Kinds.Any);
            binding = clause.Parameter is null ? null : Bind(clause.Parameter, new HeldNode(slot), true);
            handler = Statement(clause.Body);
        }
        return new TryNode(body, error, binding, handler, attempt.Finally is null ? null : Statement(attempt.Finally));
    }

    private static int Cost(Statement body) => body is BlockStatement block ? block.Statements.Count + 1 : 2;
}
