using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Numbers;

[Component(ComponentKind.Function, "abs", "The number without its sign. Text that is no number rejects the row.")]
[Example("-12.50", "12.50")]
[Example("+7", "7")]
public sealed class Abs : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, default(NumberKernel<Operation>), refused);

    public string Explain(string text) => ExactNumber.Expectation;

    private readonly struct Operation : INumberOperation
    {
        public bool TryApply(ExactNumber number, out ExactNumber result)
        {
            result = number with { Negative = false };
            return true;
        }
    }
}
