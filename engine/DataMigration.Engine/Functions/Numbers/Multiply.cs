using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Numbers;

public sealed record MultiplyOptions
{
    [Option("The factor; 0.01 turns cents into units.", Example = "0.01", Shorthand = true)]
    public required decimal By { get; init; }
}

[Component(ComponentKind.Function, "multiply", "The number times a factor, exact, without zeros at the end of its decimals. Text that is no number, and a result of more than 38 digits, reject the row.", Example = "multiply: 0.01")]
[Example("1999", "19.99", Options = "0.01")]
[Example("12.50", "1250", Options = "{ by: 100 }")]
[Example("0.1", "-0.02", Options = "-0.2")]
public sealed class Multiply(MultiplyOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) =>
        TextKernels.Judge(input, rows, new NumberKernel<Operation>(new Operation(ExactNumber.Of(options.By))), refused);

    public string Explain(string text) => $"which is not a number, or has more than 38 digits when multiplied by {options.By}";

    private readonly struct Operation(ExactNumber by) : INumberOperation
    {
        public bool TryApply(ExactNumber number, out ExactNumber result)
        {
            number = number.WithoutZeros();
            bool fits = ExactNumber.TryMultiply(number.Digits, by.Digits, out var digits);
            result = new ExactNumber(number.Negative != by.Negative, digits, number.Scale + by.Scale).WithoutZeros();
            return fits && result.Scale <= DataType.MaxPrecision;
        }
    }
}
