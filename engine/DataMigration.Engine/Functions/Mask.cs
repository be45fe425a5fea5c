using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record MaskOptions
{
    [Option("Characters at the start that stay.", Example = "1", Minimum = 0)]
    public int KeepStart { get; init; } = 0;

    [Option("Characters at the end that stay.", Example = "4", Minimum = 0)]
    public int KeepEnd { get; init; } = 0;

    [Option("What stands in place of every hidden character.", Example = "\"*\"")]
    public string With { get; init; } = "*";
}

[Component(ComponentKind.Function, "mask", "Hides the characters of a text but for some at its ends. A text too short to hide at least one character is hidden whole.", Example = "mask: { keep_end: 4 }")]
[Example("4111111111111111", "************1111", Options = "{ keep_end: 4 }")]
[Example("Ann", "A**", Options = "{ keep_start: 1 }")]
[Example("123", "***", Options = "{ keep_end: 4 }")]
public sealed class Mask(MaskOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) =>
        TextKernels.Write(input, rows, new Kernel(options.KeepStart, options.KeepEnd, Encoding.UTF8.GetBytes(options.With)));

    private readonly struct Kernel(int keepStart, int keepEnd, byte[] with) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            int count = Utf8Text.Count(text);
            bool whole = (long)keepStart + keepEnd >= count;
            int start = whole ? 0 : keepStart, end = whole ? 0 : keepEnd;
            output.Append(text[..Utf8Text.OffsetOf(text, start)]);
            output.AppendRepeated(with, count - start - end);
            output.Append(text[Utf8Text.OffsetFromEnd(text, end)..]);
            return true;
        }
    }
}
