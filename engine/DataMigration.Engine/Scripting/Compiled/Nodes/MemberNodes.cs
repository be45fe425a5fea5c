using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>What members have in common: an object that must not be null or undefined.</summary>
/// <param name="path">The object as its author wrote it.</param>
/// <param name="isOptional">Whether null or undefined ends the chain (<c>?.</c>).</param>
/// <param name="inChain">Whether the chain may have ended before.</param>
internal abstract class AccessNode(Node target, string path, string shown, bool isOptional, bool inChain, Place at) : Node(Kinds.Any)
{
    protected Place At => at;

    public sealed override Value Evaluate(Frame frame) => Of(frame, target.Evaluate(frame));

    /// <summary>The member of a value.</summary>
    public Value Of(Frame frame, Value value)
    {
        if (value.IsNullish)
        {
            if (isOptional || (inChain && value.IsMissing)) return Value.Missing;
            Before(frame);
            frame.Machine.ThrowTypeError(at, $"cannot read '{shown}' of {path}, which is null or undefined");
        }
        return Read(frame, value);
    }

    /// <summary>What is evaluated before it shows that the object has no members.</summary>
    protected virtual void Before(Frame frame) { }

    protected abstract Value Read(Frame frame, Value value);
}

/// <summary><c>object.name</c>.</summary>
internal sealed class MemberNode(Node target, string name, string path, bool isOptional, bool inChain, Place at) : AccessNode(target, path, name, isOptional, inChain, at)
{
    private readonly string _name = name;

    protected override Value Read(Frame frame, Value value) => Members.Get(value, _name);
}

/// <summary><c>object[key]</c>.</summary>
internal sealed class IndexNode(Node target, Node key, string path, bool isOptional, bool inChain, Place at) : AccessNode(target, path, "[…]", isOptional, inChain, at)
{
    public Node Target { get; } = target;

    public Node Key => key;

    protected override void Before(Frame frame) => key.Evaluate(frame);

    protected override Value Read(Frame frame, Value value)
    {
        var chosen = key.Evaluate(frame);
        frame.Machine.At = At;
        return Members.Get(frame.Machine, value, chosen);
    }
}

/// <summary><c>text.length</c>, or that of an array.</summary>
internal sealed class LengthNode(Node target, string path, bool isOptional, bool inChain, Place at) : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame)
    {
        var value = target.Evaluate(frame);
        if (value.IsText) return Value.Of((double)value.Text.Length);
        if (!value.IsNullish) return Members.Get(value, "length");
        if (isOptional || (inChain && value.IsMissing)) return Value.Missing;
        frame.Machine.ThrowTypeError(at, $"cannot read 'length' of {path}, which is null or undefined");
        return default;
    }
}

/// <summary>The length of what is text for certain.</summary>
internal sealed class TextLengthNode(Node target) : NumberNode
{
    public override double Number(Frame frame) => target.Evaluate(frame).Text.Length;
}

/// <summary>The whole of a chain with <c>?.</c>: what it ended in shows as undefined.</summary>
internal sealed class ChainNode(Node chain) : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame) => chain.Evaluate(frame) is { IsMissing: false } value ? value : Value.Undefined;
}

/// <summary>What is assigned to beside variables: a place in an object, which is found once and then read or written.</summary>
internal sealed class AssignMemberNode(Node target, string? name, Node? key, Node value, string path, Place at) : Node(value.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var instance = target.Evaluate(frame);
        var chosen = key?.Evaluate(frame) ?? default;
        var result = value.Evaluate(frame);
        MemberPlace.Check(frame.Machine, instance, path, name, at);
        MemberPlace.Set(frame.Machine, instance, name, chosen, result);
        return result;
    }
}

/// <summary><c>o.x += value</c>, and with a logical operator only if it assigns.</summary>
internal sealed class ChangeMemberNode(Node target, string? name, Node? key, Node value, HeldNode before, string? unless, string path, Place at) : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame)
    {
        var instance = target.Evaluate(frame);
        var chosen = key?.Evaluate(frame) ?? default;
        MemberPlace.Check(frame.Machine, instance, path, name, at);
        if (name is null) chosen = Coercion.ToPrimitive(frame.Machine, chosen, true);
        var old = MemberPlace.Get(frame.Machine, instance, name, chosen);
        if (unless is not null && !LogicNodes.Assigns(unless, old)) return old;
        before.Hold(frame, old);
        var result = value.Evaluate(frame);
        frame.Machine.At = at;
        MemberPlace.Set(frame.Machine, instance, name, chosen, result);
        return result;
    }
}

/// <summary><c>o.x++</c> and its like.</summary>
internal sealed class CountMemberNode(Node target, string? name, Node? key, double step, bool isPrefix, string path, Place at) : NumberNode
{
    public override double Number(Frame frame)
    {
        var instance = target.Evaluate(frame);
        var chosen = key?.Evaluate(frame) ?? default;
        MemberPlace.Check(frame.Machine, instance, path, name, at);
        if (name is null) chosen = Coercion.ToPrimitive(frame.Machine, chosen, true);
        double old = Coercion.ToNumber(frame.Machine, MemberPlace.Get(frame.Machine, instance, name, chosen));
        frame.Machine.At = at;
        MemberPlace.Set(frame.Machine, instance, name, chosen, Value.Of(old + step));
        return isPrefix ? old + step : old;
    }
}

/// <summary><c>delete o.x</c>.</summary>
internal sealed class DeleteNode(Node target, string? name, Node? key, string path, Place at) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        var instance = target.Evaluate(frame);
        var chosen = key?.Evaluate(frame) ?? default;
        MemberPlace.Check(frame.Machine, instance, path, name, at);
        if (instance.IsObject) instance.Object.Delete(frame.Machine, name ?? Coercion.ToName(frame.Machine, chosen));
        return true;
    }
}

/// <summary>A value that is put into a variable of its own and read from there, so that it is evaluated once.</summary>
internal sealed class HeldNode(int slot) : Node(Kinds.Any)
{
    public void Hold(Frame frame, Value value) => frame.Slots[slot] = value;

    public override Value Evaluate(Frame frame) => frame.Slots[slot];
}

internal static class MemberPlace
{
    public static void Check(Machine machine, Value instance, string path, string? name, Place at)
    {
        machine.At = at;
        if (instance.IsNullish) throw machine.TypeError($"cannot set '{name ?? "[…]"}' of {path}, which is null or undefined");
    }

    public static Value Get(Machine machine, Value instance, string? name, Value key) => name is null ? Members.Get(machine, instance, key) : Members.Get(instance, name);

    public static void Set(Machine machine, Value instance, string? name, Value key, Value value)
    {
        if (name is null) Members.Set(machine, instance, key, value);
        else Members.Set(machine, instance, name, value);
    }
}
