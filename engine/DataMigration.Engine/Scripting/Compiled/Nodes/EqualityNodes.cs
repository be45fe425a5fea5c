using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

internal static class EqualityNodes
{
    public static Node Of(string sign, Node left, Node right)
    {
        var equal = sign is "===" or "!==" ? Strict(left, right) : Loose(left, right);
        return sign is "!==" or "!=" ? new NotNode(equal) : equal;
    }

    public static Node Strict(Node left, Node right)
    {
        if (right is ConstantNode { Value: { IsText: true } text } && text.Text.IsAscii) return left is TextFieldNode field ? new FieldEqualsNode(field, text.Text) : new EqualsTextNode(left, text.Text);
        if (left is ConstantNode { Value.IsText: true } && right is not ConstantNode) return Strict(right, left);
        if (right is ConstantNode { Value: { IsNumber: true, Number: var number } }) return new EqualsNumberNode(left, number);
        if (left.Kinds.IsOnly(Kinds.Number) && right.Kinds.IsOnly(Kinds.Number)) return new EqualNumbersNode(left, right);
        return new StrictEqualsNode(left, right);
    }

    private static Node Loose(Node left, Node right)
    {
        if (IsNullish(right)) return new IsNullishNode(left);
        if (IsNullish(left)) return new IsNullishNode(right);
        return new LooseEqualsNode(left, right);
    }

    private static bool IsNullish(Node node) => node is ConstantNode { Value.IsNullish: true };
}

internal sealed class StrictEqualsNode(Node left, Node right) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        Value first = left.Evaluate(frame), second = right.Evaluate(frame);
        return Value.StrictEquals(first, second);
    }
}

internal sealed class EqualsTextNode(Node operand, Text text) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        var value = operand.Evaluate(frame);
        return value.IsText && text.Equals(value.Text);
    }
}

/// <summary>The same of a field, whose text is compared where it lies.</summary>
internal sealed class FieldEqualsNode(TextFieldNode field, Text text) : TruthNode
{
    public override bool Truth(Frame frame) => field.Is(frame.Machine, text);
}

internal sealed class EqualsNumberNode(Node operand, double number) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        var value = operand.Evaluate(frame);
        return value.IsNumber && value.Number == number;
    }
}

internal sealed class EqualNumbersNode(Node left, Node right) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        double first = left.Number(frame);
        return first == right.Number(frame);
    }
}

internal sealed class LooseEqualsNode(Node left, Node right) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        Value first = left.Evaluate(frame), second = right.Evaluate(frame);
        return Coercion.LooseEquals(frame.Machine, first, second);
    }
}

/// <summary><c>x == null</c>.</summary>
internal sealed class IsNullishNode(Node operand) : TruthNode
{
    public override bool Truth(Frame frame) => operand.Evaluate(frame).IsNullish;
}

internal sealed class CompareNode(Node left, Node right, Comparison comparison) : TruthNode
{
    public static Node Of(string sign, Node left, Node right)
    {
        const Kinds textual = Kinds.Text | Kinds.Object;
        var comparison = ComparisonExtensions.Of(sign);
        // One side that is no text makes both numbers; but objects are converted only when both sides have been evaluated.
        bool numbers = (!left.Kinds.MayBe(textual) || !right.Kinds.MayBe(textual)) && !left.Kinds.MayBe(Kinds.Object) && !right.Kinds.MayBe(Kinds.Object);
        return numbers ? new CompareNumbersNode(left, right, comparison) : new CompareNode(left, right, comparison);
    }

    public override bool Truth(Frame frame)
    {
        Value first = left.Evaluate(frame), second = right.Evaluate(frame);
        if (first.IsNumber && second.IsNumber) return comparison.Holds(first.Number, second.Number);
        return Coercion.Compare(frame.Machine, first, second, comparison);
    }
}

internal sealed class CompareNumbersNode(Node left, Node right, Comparison comparison) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        double first = left.Number(frame);
        return comparison.Holds(first, right.Number(frame));
    }
}
