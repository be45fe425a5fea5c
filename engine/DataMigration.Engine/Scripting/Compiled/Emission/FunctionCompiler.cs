using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Nodes;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

/// <summary>Makes the code of one function: its expressions and statements become nodes, its variables places in the frame.</summary>
internal sealed partial class FunctionCompiler
{
    private readonly Unit _unit;
    private readonly FunctionNode _function;

    // The function around it, where it takes variables from there.
    private readonly FunctionCompiler? _around;

    private readonly Dictionary<Variable, VariableNode> _own = [];
    private readonly Dictionary<Variable, int> _captured = [];
    private readonly List<int> _captures = [];
    private int _slots;
    private int _cells;

    public FunctionCompiler(Unit unit, FunctionNode function, FunctionCompiler? around)
    {
        _unit = unit;
        _function = function;
        _around = around;
    }

    /// <summary>Where each variable that it captures is in the function around it.</summary>
    public IReadOnlyList<int> Captures => _captures;

    /// <param name="known">Is given the code before it is complete, so that a function can call itself.</param>
    public FunctionCode Compile(Action<FunctionCode> known)
    {
        int count = _function.Parameters.Count;
        _slots = count + (_function.Rest is null ? 0 : 1);
        var code = new FunctionCode
        {
            Name = _function.Name?.Name ?? "",
            IsArrow = _function.IsArrow,
            Length = _function.Parameters.TakeWhile(p => p.Default is null).Count(),
            ParameterCount = count,
            RestSlot = _function.Rest is null ? -1 : count,
            UsesArguments = UsesArguments(),
        };
        known(code);
        var prologue = Prologue();
        var statements = _function.Body.Statements;
        var last = statements is [.., Return { Value: { } value }] ? value : null;
        StatementNode[] body = [.. Functions(statements), .. statements.Take(statements.Count - (last is null ? 0 : 1)).Select(Statement)];
        if (body.Length > 0) code.Body = BlockNode.Of(body);
        if (last is not null) code.Value = Expression(last);
        prologue.AddRange(Dead(_function));
        code.Prologue = prologue.Count > 0 ? BlockNode.Of(prologue) : null;
        code.Cost = statements.Count + 1;
        code.SlotCount = _slots;
        code.CellCount = _cells;
        return code;
    }

    private bool UsesArguments() => _unit.Bindings.DeclaredBy(_function).FirstOrDefault(v => v.Kind == VariableKind.Arguments) is { } arguments
        && SyntaxWalk.All(_function).OfType<Identifier>().Any(n => _unit.Bindings.Of(n) == arguments);

    /// <summary>Puts parameters where they belong: defaults, patterns, cells for those that inner functions use.</summary>
    private List<StatementNode> Prologue()
    {
        var made = new List<StatementNode>();
        for (int i = 0; i < _function.Parameters.Count; i++) Parameter(_function.Parameters[i].Target, _function.Parameters[i].Default, i, made);
        if (_function.Rest is { } rest) Parameter(rest, null, _function.Parameters.Count, made);
        foreach (var variable in _unit.Bindings.DeclaredBy(_function).Where(v => v is { IsCaptured: true, Kind: VariableKind.Var or VariableKind.Function } && !v.IsShared && _unit.CodeOf(v) is null))
            made.Add(new DeclareNode(Place(variable), Value.Undefined));
        return made;
    }

    private void Parameter(SyntaxNode target, Expression? otherwise, int slot, List<StatementNode> made)
    {
        if (target is Identifier { } name && otherwise is null && _unit.Bindings.Of(name) is { IsCaptured: false } plain)
        {
            // Of two parameters with one name the last one counts.
            _own[plain] = new SlotNode(slot, Kinds.Any);
            return;
        }
        Node value = new SlotNode(slot, Kinds.Any);
        if (otherwise is not null) value = new DefaultNode(value, Expression(otherwise));
        made.Add(Bind(target, value, true));
    }

    /// <summary>The declared functions of a block that are values, which are there from its start.</summary>
    private IEnumerable<StatementNode> Functions(IEnumerable<Statement> statements)
    {
        foreach (var function in statements.OfType<FunctionDeclaration>().Select(d => d.Function))
            if (_unit.Bindings.Of(function.Name!) is { } variable && _unit.CodeOf(variable) is null)
                yield return new InitializeNode(Place(variable), Closure(function));
    }

    private ClosureNode Closure(FunctionNode function)
    {
        if (!_unit.NeedsVariables(function)) return new ClosureNode(_unit.CodeOf(function), []);
        var inner = new FunctionCompiler(_unit, function, this);
        var code = inner.Compile(_ => { });
        return new ClosureNode(code, [.. inner.Captures]);
    }

    private Place At(SyntaxNode node) => _unit.Place(node.At);
}
