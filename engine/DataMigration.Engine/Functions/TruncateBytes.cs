using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record TruncateBytesOptions
{
    [Option("How many bytes of UTF-8 at most.", Example = "50", Shorthand = true, Minimum = 0)]
    public required int Length { get; init; }
}

[Component(ComponentKind.Function, "truncate_bytes", "Keeps as many whole characters as fit a number of UTF-8 bytes, for columns whose length counts bytes; `left` counts characters.", Example = "truncate_bytes: 50")]
[Example("Zürich", "Z", Options = "2")]
[Example("Zürich", "Zü", Options = "3")]
[Example("Ann", "Ann", Options = "10")]
public sealed class TruncateBytes(TruncateBytesOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, new Kernel(options.Length));

    private readonly struct Kernel(int length) : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            if (text.Length <= length) return new Slice(0, text.Length);
            int end = length;
            while (end > 0 && !Utf8Text.IsStart(text[end])) end--;
            return new Slice(0, end);
        }
    }
}
