using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record LeftOptions
{
    [Option("How many characters (Unicode code points).", Example = "3", Shorthand = true, Minimum = 0)]
    public required int Count { get; init; }
}

[Component(ComponentKind.Function, "left", "Keeps the first characters.", Example = "left: 3")]
[Example("California", "Cal", Options = "3")]
[Example("né", "n", Options = "1")]
public sealed class Left(LeftOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, new Kernel(options.Count));

    private readonly struct Kernel(int count) : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text) => new(0, text.Length <= count ? text.Length : Utf8Text.OffsetOf(text, count));
    }
}
