using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Numbers;

public sealed record AddOptions
{
    [Option("What is added; a negative number subtracts.", Example = "1000000", Shorthand = true)]
    public required decimal Amount { get; init; }
}

[Component(ComponentKind.Function, "add", "The number and another one added, exact: keys moved into another range, say. Text that is no number, and a result of more than 38 digits, reject the row.", Example = "add: 1000000")]
[Example("42", "1000042", Options = "1000000")]
[Example("0.10", "-0.10", Options = "-0.2")]
public sealed class Add(AddOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) =>
        TextKernels.Judge(input, rows, new NumberKernel<Operation>(new Operation(ExactNumber.Of(options.Amount))), refused);

    public string Explain(string text) => $"which is not a number, or has more than 38 digits when {options.Amount} is added";

    private readonly struct Operation(ExactNumber amount) : INumberOperation
    {
        public bool TryApply(ExactNumber number, out ExactNumber result)
        {
            int scale = Math.Max(number.Scale, amount.Scale);
            result = default;
            if (!ExactNumber.TryScale(number.Digits, scale - number.Scale, out var left) || !ExactNumber.TryScale(amount.Digits, scale - amount.Scale, out var right)) return false;
            // Both are below 10^38, so that their sum fits 128 bits with its sign.
            var sum = (number.Negative ? -(Int128)left : (Int128)left) + (amount.Negative ? -(Int128)right : (Int128)right);
            result = new ExactNumber(sum < 0, (UInt128)Int128.Abs(sum), scale);
            return ExactNumber.TryMultiply(result.Digits, 1, out _);
        }
    }
}
