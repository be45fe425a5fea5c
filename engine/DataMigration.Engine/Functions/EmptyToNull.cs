using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "empty_to_null", "Turns empty text into null. Blank text is not empty: `trim` first.")]
[Example("", null)]
[Example(" ", " ")]
public sealed class EmptyToNull : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, default(Kernel));

    private readonly struct Kernel : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            return text.IsEmpty ? Slice.Null : new Slice(0, text.Length);
        }
    }
}
