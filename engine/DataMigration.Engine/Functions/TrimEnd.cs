using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "trim_end", "Removes white space at the end.")]
[Example("  Ann  ", "  Ann")]
public sealed class TrimEnd : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, default(Kernel));

    private readonly struct Kernel : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            return new Slice(0, Utf8Text.BlankEnd(text));
        }
    }
}
