using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Numbers;

[Component(ComponentKind.Function, "negate", "The number with the opposite sign. Text that is no number rejects the row.")]
[Example("-12.50", "12.50")]
[Example("7", "-7")]
[Example("0.00", "0.00")]
public sealed class Negate : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, default(NumberKernel<Operation>), refused);

    public string Explain(string text) => ExactNumber.Expectation;

    private readonly struct Operation : INumberOperation
    {
        public bool TryApply(ExactNumber number, out ExactNumber result)
        {
            result = number with { Negative = !number.Negative };
            return true;
        }
    }
}
