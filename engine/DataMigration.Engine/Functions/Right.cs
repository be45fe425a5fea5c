using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record RightOptions
{
    [Option("How many characters (Unicode code points).", Example = "4", Shorthand = true, Minimum = 0)]
    public required int Count { get; init; }
}

[Component(ComponentKind.Function, "right", "Keeps the last characters.", Example = "right: 4")]
[Example("4111111111111111", "1111", Options = "4")]
[Example("né", "é", Options = "1")]
public sealed class Right(RightOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, new Kernel(options.Count));

    private readonly struct Kernel(int count) : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            int start = Utf8Text.OffsetFromEnd(text, count);
            return new Slice(start, text.Length - start);
        }
    }
}
