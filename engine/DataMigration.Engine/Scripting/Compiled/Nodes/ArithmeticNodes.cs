using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>What an operator does to two numbers.</summary>
internal interface INumberOperator
{
    static abstract double Of(double left, double right);
}

/// <summary>An operator that takes both sides as numbers.</summary>
internal sealed class ArithmeticNode<TOperator>(Node left, Node right) : NumberNode where TOperator : struct, INumberOperator
{
    public override double Number(Frame frame)
    {
        // Left first: a conversion may run a script's own valueOf.
        double first = left.Number(frame);
        return TOperator.Of(first, right.Number(frame));
    }
}

/// <summary>The same where a side may be an object: both are evaluated before either is converted.</summary>
internal sealed class ObjectArithmeticNode<TOperator>(Node left, Node right) : NumberNode where TOperator : struct, INumberOperator
{
    public override double Number(Frame frame)
    {
        Value first = left.Evaluate(frame), second = right.Evaluate(frame);
        double number = Coercion.ToNumber(frame.Machine, first);
        return TOperator.Of(number, Coercion.ToNumber(frame.Machine, second));
    }
}

internal static class ArithmeticNodes
{
    public static Node? Of(string sign, Node left, Node right) => sign switch
    {
        "-" => Make<Subtract>(left, right),
        "*" => Make<Multiply>(left, right),
        "/" => Make<Divide>(left, right),
        "%" => Make<Remainder>(left, right),
        "**" => Make<Power>(left, right),
        "&" => Make<And>(left, right),
        "|" => Make<Or>(left, right),
        "^" => Make<Xor>(left, right),
        "<<" => Make<ShiftLeft>(left, right),
        ">>" => Make<ShiftRight>(left, right),
        ">>>" => Make<ShiftRightUnsigned>(left, right),
        _ => null,
    };

    /// <summary><c>a + b</c>: a sum where neither side can be text, a joined text where one is.</summary>
    public static Node Add(Node left, Node right)
    {
        const Kinds textual = Kinds.Text | Kinds.Object;
        if (!left.Kinds.MayBe(textual) && !right.Kinds.MayBe(textual)) return new ArithmeticNode<Plus>(left, right);
        if (left is JoinNode { IsOpen: true } join && right.Kinds.IsOnly(Kinds.Any)) return join.With(right);
        return left.Kinds.IsOnly(Kinds.Text) || right.Kinds.IsOnly(Kinds.Text) ? new JoinNode([left, right], true, false) : new AddNode(left, right);
    }

    private static Node Make<TOperator>(Node left, Node right) where TOperator : struct, INumberOperator =>
        left.Kinds.MayBe(Kinds.Object) || right.Kinds.MayBe(Kinds.Object) ? new ObjectArithmeticNode<TOperator>(left, right) : new ArithmeticNode<TOperator>(left, right);

    private struct Plus : INumberOperator { public static double Of(double left, double right) => left + right; }

    private struct Subtract : INumberOperator { public static double Of(double left, double right) => left - right; }

    private struct Multiply : INumberOperator { public static double Of(double left, double right) => left * right; }

    private struct Divide : INumberOperator { public static double Of(double left, double right) => left / right; }

    private struct Remainder : INumberOperator { public static double Of(double left, double right) => left % right; }

    private struct Power : INumberOperator { public static double Of(double left, double right) => Operators.Power(left, right); }

    private struct And : INumberOperator { public static double Of(double left, double right) => Integers.ToInt32(left) & Integers.ToInt32(right); }

    private struct Or : INumberOperator { public static double Of(double left, double right) => Integers.ToInt32(left) | Integers.ToInt32(right); }

    private struct Xor : INumberOperator { public static double Of(double left, double right) => Integers.ToInt32(left) ^ Integers.ToInt32(right); }

    private struct ShiftLeft : INumberOperator { public static double Of(double left, double right) => Operators.ShiftLeft(left, right); }

    private struct ShiftRight : INumberOperator { public static double Of(double left, double right) => Operators.ShiftRight(left, right); }

    private struct ShiftRightUnsigned : INumberOperator { public static double Of(double left, double right) => Operators.ShiftRightUnsigned(left, right); }
}

/// <summary><c>a + b</c> where only the values tell whether it adds or joins.</summary>
internal sealed class AddNode(Node left, Node right) : Node(Kinds.Number | Kinds.Text)
{
    public override Value Evaluate(Frame frame)
    {
        Value first = left.Evaluate(frame), second = right.Evaluate(frame);
        return Coercion.Add(frame.Machine, first, second);
    }
}

internal sealed class NegateNode(Node operand) : NumberNode
{
    public override double Number(Frame frame) => -operand.Number(frame);
}

internal sealed class ToNumberNode(Node operand) : NumberNode
{
    public override double Number(Frame frame) => operand.Number(frame);
}

internal sealed class BitNotNode(Node operand) : NumberNode
{
    public override double Number(Frame frame) => ~Integers.ToInt32(operand.Number(frame));
}
