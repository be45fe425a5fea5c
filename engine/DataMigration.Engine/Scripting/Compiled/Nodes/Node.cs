using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>
/// A compiled expression. Whoever needs a number or a truth asks for that, so that what is known to be one is never wrapped.
/// Immutable, shared by all workers.
/// </summary>
internal abstract class Node(Kinds kinds)
{
    /// <summary>All that its value may be.</summary>
    public Kinds Kinds { get; } = kinds;

    public abstract Value Evaluate(Frame frame);

    /// <summary>Its value as a number, as arithmetic takes it.</summary>
    public virtual double Number(Frame frame) => Coercion.ToNumber(frame.Machine, Evaluate(frame));

    /// <summary>JavaScript's truth of its value.</summary>
    public virtual bool Truth(Frame frame) => Evaluate(frame).IsTrue;
}

/// <summary>A node whose value is a number.</summary>
internal abstract class NumberNode() : Node(Kinds.Number)
{
    public sealed override Value Evaluate(Frame frame) => Value.Of(Number(frame));

    public abstract override double Number(Frame frame);

    public sealed override bool Truth(Frame frame) => Number(frame) is var number && number != 0 && !double.IsNaN(number);
}

/// <summary>A node whose value is a boolean.</summary>
internal abstract class TruthNode() : Node(Kinds.Boolean)
{
    public sealed override Value Evaluate(Frame frame) => Value.Of(Truth(frame));

    public sealed override double Number(Frame frame) => Truth(frame) ? 1 : 0;

    public abstract override bool Truth(Frame frame);
}

internal sealed class ConstantNode(Value value) : Node(value.Kind)
{
    private readonly double _number = value.IsObject ? 0 : Coercion.ToNumber(null!, value);
    private readonly bool _truth = value.IsTrue;

    public Value Value { get; } = value;

    public override Value Evaluate(Frame frame) => Value;

    public override double Number(Frame frame) => _number;

    public override bool Truth(Frame frame) => _truth;
}
