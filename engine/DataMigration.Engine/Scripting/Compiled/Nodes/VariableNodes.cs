using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>A variable: read as a node, written by <see cref="Set"/>.</summary>
internal abstract class VariableNode(Kinds kinds) : Node(kinds)
{
    public abstract void Set(Frame frame, Value value);

    /// <summary>Gives a new turn of a loop or block a variable of its own, without a value.</summary>
    public abstract void Declare(Frame frame, Value value);

    /// <summary>A copy for the next turn of a loop.</summary>
    public virtual void Renew(Frame frame) { }
}

internal sealed class SlotNode(int slot, Kinds kinds) : VariableNode(kinds)
{
    public override Value Evaluate(Frame frame) => frame.Slots[slot];

    public override double Number(Frame frame)
    {
        ref readonly var value = ref frame.Slots[slot];
        return value.IsNumber ? value.Number : Coercion.ToNumber(frame.Machine, value);
    }

    public override bool Truth(Frame frame) => frame.Slots[slot].IsTrue;

    public override void Set(Frame frame, Value value) => frame.Slots[slot] = value;

    public override void Declare(Frame frame, Value value) => frame.Slots[slot] = value;
}

/// <summary>A variable that inner functions use.</summary>
internal sealed class CellNode(int cell) : VariableNode(Kinds.Any)
{
    public int Cell => cell;

    public override Value Evaluate(Frame frame) => frame.Cells[cell].Value;

    public override void Set(Frame frame, Value value) => frame.Cells[cell].Value = value;

    public override void Declare(Frame frame, Value value) => frame.Cells[cell] = new Cell(value);

    public override void Renew(Frame frame) => frame.Cells[cell] = new Cell(frame.Cells[cell].Value);
}

/// <summary>A variable of a function around this one.</summary>
internal sealed class CaptureNode(int capture, string name, Place at) : VariableNode(Kinds.Any)
{
    public override Value Evaluate(Frame frame) => frame.Captures[capture].Value;

    public override void Set(Frame frame, Value value)
    {
        var cell = frame.Captures[capture];
        if (cell.IsFrozen) frame.Machine.ThrowTypeError(at, $"'{name}' is shared by all rows and cannot be changed");
        cell.Value = value;
    }

    public override void Declare(Frame frame, Value value) => Set(frame, value);
}

/// <summary>A variable of the script files.</summary>
internal sealed class GlobalNode(int index) : VariableNode(Kinds.Any)
{
    public override Value Evaluate(Frame frame) => frame.Machine.Globals[index];

    public override void Set(Frame frame, Value value) => frame.Machine.Globals[index] = value;

    public override void Declare(Frame frame, Value value) => Set(frame, value);
}

/// <summary>A variable that could be read before its declaration has run.</summary>
internal sealed class CheckedNode(VariableNode variable, string name, Place at) : VariableNode(variable.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var value = variable.Evaluate(frame);
        return value.IsMissing ? throw TooEarly(frame) : value;
    }

    public override void Set(Frame frame, Value value)
    {
        if (variable.Evaluate(frame).IsMissing) throw TooEarly(frame);
        variable.Set(frame, value);
    }

    public override void Declare(Frame frame, Value value) => variable.Declare(frame, value);

    private ScriptThrow TooEarly(Frame frame)
    {
        frame.Machine.At = at;
        return frame.Machine.Error(ScriptErrorKind.ReferenceError, $"'{name}' is read before it has a value");
    }
}

/// <summary><c>x = value</c> as an expression.</summary>
internal sealed class AssignNode(VariableNode variable, Node value) : Node(value.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var result = value.Evaluate(frame);
        variable.Set(frame, result);
        return result;
    }
}

/// <summary><c>x++</c> and its like.</summary>
internal sealed class CountNode(VariableNode variable, double step, bool isPrefix) : NumberNode
{
    public override double Number(Frame frame)
    {
        double before = variable.Number(frame), after = before + step;
        variable.Set(frame, Value.Of(after));
        return isPrefix ? after : before;
    }
}

/// <summary><c>x &amp;&amp;= value</c>, <c>||=</c>, <c>??=</c>.</summary>
internal sealed class AssignUnlessNode(VariableNode variable, Node value, string sign) : Node(variable.Kinds | value.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var before = variable.Evaluate(frame);
        if (!LogicNodes.Assigns(sign, before)) return before;
        var result = value.Evaluate(frame);
        variable.Set(frame, result);
        return result;
    }
}
