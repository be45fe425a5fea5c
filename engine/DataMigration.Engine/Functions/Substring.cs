using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record SubstringOptions
{
    [Option("Characters (Unicode code points) before the part; negative counts from the end.", Example = "3")]
    public required int Start { get; init; }

    [Option("How many characters; without it, all up to the end.", Example = "2", Minimum = 0)]
    public int? Length { get; init; }
}

[Component(ComponentKind.Function, "substring", "Cuts a part out of the text. What lies beyond its end is left out: the part may be shorter, or empty.", Example = "substring: { start: 3, length: 2 }")]
[Example("CA-94105", "94", Options = "{ start: 3, length: 2 }")]
[Example("CA-94105", "105", Options = "{ start: -3 }")]
[Example("CA", "", Options = "{ start: 5 }")]
public sealed class Substring(SubstringOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, new Kernel(options.Start, options.Length));

    private readonly struct Kernel(int start, int? length) : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            int from = start >= 0 ? Utf8Text.OffsetOf(text, start) : start == int.MinValue ? 0 : Utf8Text.OffsetFromEnd(text, -start);
            return new Slice(from, length is { } count ? Utf8Text.OffsetOf(text[from..], count) : text.Length - from);
        }
    }
}
