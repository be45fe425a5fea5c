using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>Which operands of an expression are taken as numbers.</summary>
internal static class Arithmetic
{
    public static IEnumerable<Expression> Operands(SyntaxNode node) => node switch
    {
        Binary { Sign: "+" } sum => IsText(sum.Left) || IsText(sum.Right) ? [] : [sum.Left, sum.Right],
        Binary { Sign: "===" or "!==" or "==" or "!=" } equality => IsNumber(equality.Left) || IsNumber(equality.Right) ? [equality.Left, equality.Right] : [],
        Binary { Sign: "in" or "instanceof" } => [],
        Binary binary => [binary.Left, binary.Right],
        Unary { Sign: "-" or "+" or "~" } unary => [unary.Operand],
        Assignment { Sign: not ("=" or "&&=" or "||=" or "??=") } assignment => [assignment.Value],
        Call { Callee: Member { Object: Identifier { Name: "Math" } } } call => call.Arguments,
        _ => [],
    };

    private static bool IsNumber(Expression node) => node is Literal { Value: double } || (node is Unary { Sign: "-" } minus && IsNumber(minus.Operand));

    /// <summary>Whether a '+' with this operand joins text.</summary>
    private static bool IsText(Expression node) => node switch
    {
        Literal { Value: string } or TemplateLiteral => true,
        Binary { Sign: "+" } sum => IsText(sum.Left) || IsText(sum.Right),
        _ => false,
    };
}
