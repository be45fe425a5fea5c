using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Nodes;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

internal sealed partial class FunctionCompiler
{
    // Variables that are somewhere read with a check, so that they must be empty before their declaration.
    private readonly HashSet<Variable> _checked = [];
    private int _switches;

    private int NewSlot() => _slots++;

    /// <summary>Where a variable is, for its declaration: unchecked.</summary>
    private VariableNode Place(Variable variable, Kinds kinds = Kinds.Any)
    {
        if (variable.IsShared) return new GlobalNode(_unit.Shared.IndexOf(variable, _unit, variable.At));
        if (variable.Owner != _function) return new CaptureNode(Capture(variable), variable.Name, _unit.Place(variable.At));
        if (_own.TryGetValue(variable, out var known)) return known;
        return _own[variable] = variable.IsCaptured ? new CellNode(_cells++) : new SlotNode(NewSlot(), kinds);
    }

    /// <summary>The variable that a name reads or writes.</summary>
    private VariableNode Named(Identifier name, Variable variable)
    {
        var place = Place(variable);
        if (!variable.HasDeadZone) return place;
        bool isSure = variable.Owner == _function && !variable.IsCaptured && name.At.Start >= variable.At.End && _switches == 0;
        if (isSure) return place;
        _checked.Add(variable);
        return new CheckedNode(place, variable.Name, At(name));
    }

    private int Capture(Variable variable)
    {
        if (_captured.TryGetValue(variable, out int known)) return known;
        var around = _around ?? throw new InvalidOperationException($"'{variable.Name}' is not in reach.");
        int place = variable.Owner == around._function ? around.CellOf(variable) : ~around.Capture(variable);
        _captures.Add(place);
        return _captured[variable] = _captures.Count - 1;
    }

    private int CellOf(Variable variable) => ((CellNode)Place(variable)).Cell;

    /// <summary>What a block does to its variables before anything else.</summary>
    private List<StatementNode> Dead(SyntaxNode block)
    {
        var made = new List<StatementNode>();
        foreach (var variable in _unit.Bindings.DeclaredBy(block))
        {
            if (variable.IsShared || variable.Owner != _function) continue;
            if (variable.HasDeadZone && (variable.IsCaptured || _checked.Contains(variable))) made.Add(new DeclareNode(Place(variable), Value.Missing));
            else if (block != _function && variable is { IsCaptured: true, Kind: VariableKind.Function } && _unit.CodeOf(variable) is null) made.Add(new DeclareNode(Place(variable), Value.Undefined));
        }
        return made;
    }

    /// <summary>A name that is read.</summary>
    private Node Read(Identifier name)
    {
        if (_unit.Bindings.Of(name) is not { } variable) return Global(name);
        return variable.Kind switch
        {
            VariableKind.Row => new RowNode(_unit.Shape!),
            VariableKind.Arguments => variable.Owner == _function ? new ArgumentsNode() : throw _unit.Lacks(name.At, "'arguments' of a function around this one"),
            VariableKind.Self => variable.Owner == _function ? new SelfNode() : throw _unit.Lacks(name.At, $"'{name.Name}', a function that an inner function calls by its own name,"),
            _ when _unit.CodeOf(variable) is { } code => new ConstantNode(Value.Of(new Closure(code, [], Value.Undefined) { IsFrozen = true })),
            _ => Named(name, variable),
        };
    }

    private ConstantNode Global(Identifier name)
    {
        if (name.Name == "undefined") return new ConstantNode(Value.Undefined);
        if (Language.Globals.Constants.TryGetValue(name.Name, out double number)) return new ConstantNode(Value.Of(number));
        if (Language.Globals.Find(name.Name) is { } function) return new ConstantNode(Value.Of(function.Function));
        throw _unit.Lacks(name.At, $"'{name.Name}' as a value");
    }

    /// <summary>A statement that puts a value into a target: a variable, a member or a pattern.</summary>
    /// <param name="declares">Whether the target is declared here.</param>
    private StatementNode Bind(SyntaxNode target, Node value, bool declares)
    {
        switch (target)
        {
            case Identifier name when _unit.Bindings.Of(name) is { } variable:
                if (!declares) return new EvaluateNode(new AssignNode(Named(name, variable), value));
                var kinds = variable is { IsAssigned: false, Declarations: 1, HasDeadZone: true } ? value.Kinds : Kinds.Any;
                var place = Place(variable, kinds);
                // A parameter or a catch's error has no declaration before; it gets its cell here.
                return variable.Kind is VariableKind.Parameter or VariableKind.Catch ? new DeclareValueNode(place, value) : new InitializeNode(place, value);
            case Member or KeyedMember:
                return new EvaluateNode(AssignTo((Expression)target, value));
            case Element element:
                return Bind(element.Target, element.Default is null ? value : new DefaultNode(value, Expression(element.Default)), declares);
            case ArrayPattern pattern:
                return OfArray(pattern, value, declares);
            case ObjectPattern pattern:
                return OfObject(pattern, value, declares);
            default:
                throw _unit.Lacks(target.At, "this target of an assignment");
        }
    }

    private StatementNode OfArray(ArrayPattern pattern, Node value, bool declares)
    {
        var held = new HeldNode(NewSlot());
        var parts = new List<StatementNode> { new TakeListNode(value, held, pattern.Rest is null ? pattern.Elements.Count : int.MaxValue, _unit.Place(pattern.At)) };
        for (int i = 0; i < pattern.Elements.Count; i++)
            if (pattern.Elements[i] is { } element) parts.Add(Bind(element, new ElementNode(held, i), declares));
        if (pattern.Rest is { } rest) parts.Add(Bind(rest, new RestNode(held, pattern.Elements.Count), declares));
        return BlockNode.Of(parts);
    }

    private StatementNode OfObject(ObjectPattern pattern, Node value, bool declares)
    {
        var held = new HeldNode(NewSlot());
        var parts = new List<StatementNode> { new TakeObjectNode(value, held, _unit.Place(pattern.At)) };
        foreach (var property in pattern.Properties)
        {
            Node part = property.Name is { } name
                ? new MemberNode(held, name, "it", false, false, _unit.Place(property.At))
                : new IndexNode(held, Expression(property.Computed!), "it", false, false, _unit.Place(property.At));
            parts.Add(Bind(property.Element, part, declares));
        }
        if (pattern.Rest is { } rest)
        {
            if (pattern.Properties.Any(p => p.Name is null)) throw _unit.Lacks(rest.At, "'...' beside a computed name");
            parts.Add(Bind(rest, new OtherPropertiesNode(held, [.. pattern.Properties.Select(p => p.Name!)]), declares));
        }
        return BlockNode.Of(parts);
    }
}
