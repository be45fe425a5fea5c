using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "trim_start", "Removes white space at the start.")]
[Example("  Ann  ", "Ann  ")]
public sealed class TrimStart : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, default(Kernel));

    private readonly struct Kernel : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            int start = Utf8Text.BlankStart(text);
            return new Slice(start, text.Length - start);
        }
    }
}
