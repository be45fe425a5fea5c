using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "remove_leading_zeros", "Removes zeros at the start; of zeros alone one is left.")]
[Example("00042", "42")]
[Example("000", "0")]
[Example("0x1", "x1")]
public sealed class RemoveLeadingZeros : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, default(Kernel));

    private readonly struct Kernel : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            int start = 0;
            while (start < text.Length - 1 && text[start] == '0') start++;
            return new Slice(start, text.Length - start);
        }
    }
}
