using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Values;

namespace DataMigration.Functions.Numbers;

public sealed record RoundOptions
{
    [Option("Digits behind the point; negative ones round before it (-2: to hundreds).", Example = "2", Shorthand = true, Minimum = -38, Maximum = 38)]
    public required int Digits { get; init; }

    [Option("half_up: to the nearest, a half away from zero; half_even: a half to the even neighbour; half_down: a half towards zero; up: away from zero; down: towards zero; ceiling: to the greater; floor: to the smaller.", Example = "half_even")]
    public Rounding Mode { get; init; } = Rounding.HalfUp;
}

[Component(ComponentKind.Function, "round", "Rounds a number, exact, and writes it with just that many digits behind the point. Text that is no number rejects the row.", Example = "round: { digits: 2, mode: half_even }")]
[Example("2.675", "2.68", Options = "2")]
[Example("2.665", "2.66", Options = "{ digits: 2, mode: half_even }")]
[Example("-1.5", "-1", Options = "{ digits: 0, mode: ceiling }")]
[Example("5", "5.00", Options = "2")]
[Example("1250", "1300", Options = "-2")]
public sealed class Round(RoundOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) =>
        TextKernels.Judge(input, rows, new NumberKernel<Operation>(new Operation(options.Digits, options.Mode)), refused);

    public string Explain(string text) => ExactNumber.Expectation;

    private readonly struct Operation(int places, Rounding mode) : INumberOperation
    {
        public bool TryApply(ExactNumber number, out ExactNumber result)
        {
            var digits = DecimalDigits.Round(number.Digits, number.Scale - places, number.Negative, mode);
            // Zeros behind the point, or before it where the hundreds were rounded.
            int zeros = places < 0 ? -places : Math.Max(places - number.Scale, 0);
            bool fits = ExactNumber.TryScale(digits, zeros, out digits);
            result = new ExactNumber(number.Negative, digits, Math.Max(places, 0));
            return fits;
        }
    }
}
