using DataMigration.Scripting.Library;
using Jint;
using Jint.Native;
using Jint.Parser.Ast;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Operators on the bits of numbers as functions: Jint's own are wrong for numbers below zero, and for counts that are no small ones.</summary>
internal sealed class BitOperators(Engine engine)
{
    private readonly Dictionary<BinaryOperator, JsValue> _binary = new()
    {
        [BinaryOperator.BitwiseAnd] = Make(engine, (a, b) => Integers.ToInt32(a) & Integers.ToInt32(b)),
        [BinaryOperator.BitwiseOr] = Make(engine, (a, b) => Integers.ToInt32(a) | Integers.ToInt32(b)),
        [BinaryOperator.BitwiseXOr] = Make(engine, (a, b) => Integers.ToInt32(a) ^ Integers.ToInt32(b)),
        [BinaryOperator.LeftShift] = Make(engine, (a, b) => Operators.ShiftLeft(a, b)),
        [BinaryOperator.RightShift] = Make(engine, (a, b) => Operators.ShiftRight(a, b)),
        [BinaryOperator.UnsignedRightShift] = Make(engine, (a, b) => Operators.ShiftRightUnsigned(a, b)),
    };

    /// <summary><c>~a</c>, of one argument.</summary>
    public JsValue Not { get; } = Make(engine, (a, _) => ~Integers.ToInt32(a));

    /// <summary>The function of an operator, or null when it is none of these.</summary>
    public JsValue? Of(BinaryOperator sign) => _binary.GetValueOrDefault(sign);

    /// <summary>The function of an assignment's operator: <c>a |= b</c>.</summary>
    public JsValue? Of(AssignmentOperator sign) => sign switch
    {
        AssignmentOperator.BitwiseAndAssign => Of(BinaryOperator.BitwiseAnd),
        AssignmentOperator.BitwiseOrAssign => Of(BinaryOperator.BitwiseOr),
        AssignmentOperator.BitwiseXOrAssign => Of(BinaryOperator.BitwiseXOr),
        AssignmentOperator.LeftShiftAssign => Of(BinaryOperator.LeftShift),
        AssignmentOperator.RightShiftAssign => Of(BinaryOperator.RightShift),
        AssignmentOperator.UnsignedRightShiftAssign => Of(BinaryOperator.UnsignedRightShift),
        _ => null,
    };

    private static JsValue Make(Engine engine, Func<double, double, double> function) => new(new ClrFunctionInstance(engine, (_, arguments) =>
    {
        double first = TypeConverter.ToNumber(arguments[0]);
        return new JsValue(function(first, arguments.Length > 1 ? TypeConverter.ToNumber(arguments[1]) : 0));
    }));
}
