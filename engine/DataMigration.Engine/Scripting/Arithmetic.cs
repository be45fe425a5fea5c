using Jint.Parser.Ast;

namespace DataMigration.Scripting;

/// <summary>Which operands of an expression are taken as numbers.</summary>
internal static class Arithmetic
{
    public static IEnumerable<Expression> Operands(SyntaxNode node) => node switch
    {
        BinaryExpression { Operator: BinaryOperator.Plus } sum => IsText(sum.Left) || IsText(sum.Right) ? [] : [sum.Left, sum.Right],
        BinaryExpression { Operator: BinaryOperator.StrictlyEqual or BinaryOperator.StricltyNotEqual or BinaryOperator.Equal or BinaryOperator.NotEqual } equality =>
            IsNumber(equality.Left) || IsNumber(equality.Right) ? [equality.Left, equality.Right] : [],
        BinaryExpression { Operator: BinaryOperator.In or BinaryOperator.InstanceOf } => [],
        BinaryExpression binary => [binary.Left, binary.Right],
        UnaryExpression { Operator: UnaryOperator.Minus or UnaryOperator.Plus or UnaryOperator.BitwiseNot } unary => [unary.Argument],
        AssignmentExpression { Operator: not AssignmentOperator.Assign } assignment => [assignment.Right],
        CallExpression { Callee: MemberExpression { Object: Identifier { Name: "Math" } } } call => call.Arguments,
        _ => [],
    };

    private static bool IsNumber(Expression node) =>
        node is Literal { Type: SyntaxNodes.Literal, Value: double or int or long } || (node is UnaryExpression { Operator: UnaryOperator.Minus } minus && IsNumber(minus.Argument));

    /// <summary>Whether a '+' with this operand joins text.</summary>
    private static bool IsText(Expression node) => node switch
    {
        Literal { Type: SyntaxNodes.Literal, Value: string } => true,
        BinaryExpression { Operator: BinaryOperator.Plus } sum => IsText(sum.Left) || IsText(sum.Right),
        _ => false,
    };
}
