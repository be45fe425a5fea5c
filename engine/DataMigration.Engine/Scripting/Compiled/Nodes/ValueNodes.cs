using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>An array literal.</summary>
internal sealed class ArrayNode(Node?[] elements, bool[] spreads) : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame)
    {
        var list = new ScriptArray(frame.Machine, elements.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            var value = elements[i]?.Evaluate(frame) ?? Value.Missing;
            if (!spreads[i]) list.Add(frame.Machine, value);
            else foreach (var item in Iteration.Values(frame.Machine, value, "what follows '...'")) list.Add(frame.Machine, item);
        }
        return Value.Of(list);
    }
}

/// <summary>A member of an object literal: a property, or a spread when it has neither name nor key.</summary>
internal sealed record MemberPart(string? Name, Node? Key, Node Value);

/// <summary>An object literal.</summary>
internal sealed class ObjectNode(MemberPart[] members) : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        machine.Budget.Charge(64);
        var made = new ScriptObject();
        foreach (var member in members)
        {
            string? name = member.Name ?? (member.Key is null ? null : Coercion.ToName(machine, member.Key.Evaluate(frame)));
            var value = member.Value.Evaluate(frame);
            if (name is not null) made.Set(machine, name, value);
            else Copy(machine, value, made, []);
        }
        return Value.Of(made);
    }

    /// <summary>Copies the properties of a value to an object.</summary>
    public static void Copy(Machine machine, Value from, ScriptObject to, IReadOnlyCollection<string> except)
    {
        if (from.IsText)
        {
            for (int i = 0; i < from.Text.Length; i++) to.Set(machine, Library.NumberText.Of(i), Value.Of(from.Text.Slice(i, 1)));
        }
        if (!from.IsObject) return;
        foreach (string name in from.Object.Names.ToList())
        {
            machine.Budget.Spend(1);
            if (except.Contains(name) || !from.Object.TryGet(name, out var value)) continue;
            to.Set(machine, name, value);
        }
    }
}

/// <summary>A function as a value: its code with the variables around it.</summary>
/// <param name="captures">Where each captured variable is: a cell of this function, or (negative, from -1) one that it captured itself.</param>
internal sealed class ClosureNode(FunctionCode code, int[] captures) : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame)
    {
        frame.Machine.Budget.Charge(80 + 8L * captures.Length);
        var cells = captures.Length == 0 ? [] : new Cell[captures.Length];
        for (int i = 0; i < cells.Length; i++) cells[i] = captures[i] >= 0 ? frame.Cells[captures[i]] : frame.Captures[~captures[i]];
        return Value.Of(new Closure(code, cells, code.IsArrow ? frame.Self : Value.Undefined));
    }
}

internal sealed class ThisNode() : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame) => frame.Self;
}

internal sealed class ArgumentsNode() : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame) => Value.Of(frame.Arguments!);
}

/// <summary><c>row</c> as a value of its own.</summary>
internal sealed class RowNode(RowShape shape) : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame) => Value.Of(frame.Machine.RowOf(shape));
}

/// <summary><c>params.name</c>, <c>run.id</c>.</summary>
internal sealed class WorldNode(Func<World, Value> read, Kinds kinds) : Node(kinds)
{
    public override Value Evaluate(Frame frame) => read(frame.Machine.World);
}

/// <summary>A call of the language that makes something: <c>new Date(…)</c>.</summary>
internal sealed class CreateNode(Language.Method maker, ArgumentList arguments, Place at) : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame)
    {
        var values = arguments.Evaluate(frame, out int start);
        frame.Machine.At = at;
        var made = maker.Call(frame.Machine, Value.Undefined, values);
        frame.Machine.Pop(start);
        return made;
    }
}

/// <summary><c>value instanceof Array</c>, by a class of the language.</summary>
internal sealed class InstanceOfNode(Node operand, Func<ScriptObject, bool> isInstance) : TruthNode
{
    public override bool Truth(Frame frame) => operand.Evaluate(frame) is { IsObject: true } value && isInstance(value.Object);
}

/// <summary><c>key in object</c>.</summary>
internal sealed class InNode(Node key, Node target, Place at) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        Value chosen = key.Evaluate(frame), instance = target.Evaluate(frame);
        frame.Machine.At = at;
        return Members.Has(frame.Machine, chosen, instance);
    }
}
