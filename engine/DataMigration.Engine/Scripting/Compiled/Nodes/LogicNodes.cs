using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

internal static class LogicNodes
{
    /// <summary>Whether an operator goes on to its right side, or assigns.</summary>
    public static bool Assigns(string sign, Value left) => sign[0] switch
    {
        '&' => left.IsTrue,
        '|' => !left.IsTrue,
        _ => left.IsNullish,
    };

    public static Node Of(string sign, Node left, Node right) => sign switch
    {
        "&&" => new AndNode(left, right),
        "||" => new OrNode(left, right),
        _ => left.Kinds.MayBe(Kinds.Nullish) ? new CoalesceNode(left, right) : left,
    };
}

internal sealed class NotNode(Node operand) : TruthNode
{
    public override bool Truth(Frame frame) => !operand.Truth(frame);
}

internal sealed class AndNode(Node left, Node right) : Node(left.Kinds.IsOnly(Kinds.Boolean) ? right.Kinds | Kinds.Boolean : left.Kinds | right.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return value.IsTrue ? right.Evaluate(frame) : value;
    }

    public override bool Truth(Frame frame) => left.Truth(frame) && right.Truth(frame);
}

internal sealed class OrNode(Node left, Node right) : Node((left.Kinds & ~Kinds.Nullish) | right.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return value.IsTrue ? value : right.Evaluate(frame);
    }

    public override bool Truth(Frame frame) => left.Truth(frame) || right.Truth(frame);
}

internal sealed class CoalesceNode(Node left, Node right) : Node((left.Kinds & ~Kinds.Nullish) | right.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return value.IsNullish ? right.Evaluate(frame) : value;
    }
}

internal sealed class ConditionalNode(Node test, Node then, Node otherwise) : Node(then.Kinds | otherwise.Kinds)
{
    public override Value Evaluate(Frame frame) => test.Truth(frame) ? then.Evaluate(frame) : otherwise.Evaluate(frame);

    public override double Number(Frame frame) => test.Truth(frame) ? then.Number(frame) : otherwise.Number(frame);

    public override bool Truth(Frame frame) => test.Truth(frame) ? then.Truth(frame) : otherwise.Truth(frame);
}

/// <summary>Expressions of which the last one is the value.</summary>
internal sealed class SequenceNode(Node[] parts) : Node(parts[^1].Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        for (int i = 0; i < parts.Length - 1; i++) parts[i].Evaluate(frame);
        return parts[^1].Evaluate(frame);
    }
}

internal sealed class TypeOfNode(Node operand) : Node(Kinds.Text)
{
    public override Value Evaluate(Frame frame) => Value.Of(Coercion.TypeOf(operand.Evaluate(frame)));
}

internal sealed class VoidNode(Node operand) : Node(Kinds.Undefined)
{
    public override Value Evaluate(Frame frame)
    {
        operand.Evaluate(frame);
        return Value.Undefined;
    }
}
