using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "trim", "Removes white space (every Unicode blank, tabs and line ends too) at both ends.")]
[Example("  Ann  ", "Ann")]
[Example("\u00a0Ann\t", "Ann")]
public sealed class Trim : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, default(Kernel));

    private readonly struct Kernel : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            int start = Utf8Text.BlankStart(text);
            return new Slice(start, Utf8Text.BlankEnd(text[start..]));
        }
    }
}
