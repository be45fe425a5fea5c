using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record PadRightOptions
{
    [Option("Characters (Unicode code points) in the end.", Example = "5", Shorthand = true, Minimum = 0, Maximum = 10_000)]
    public required int Length { get; init; }

    [Option("The character to fill up with.", Example = "\"0\"")]
    public string With { get; init; } = " ";
}

[Component(ComponentKind.Function, "pad_right", "Fills the text up at the end to a length; longer text stays as it is.", Example = "pad_right: 5")]
[Example("42", "42   ", Options = "5")]
public sealed class PadRight(PadRightOptions options) : ITextFunction, IValidatesOptions
{
    public string? Validate() => Utf8Text.Count(Encoding.UTF8.GetBytes(options.With)) == 1 ? null : $"`with` must be one character, not '{options.With}'";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(Encoding.UTF8.GetBytes(options.With), options.Length));

    private readonly struct Kernel(byte[] with, int length) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            output.Append(text);
            output.AppendRepeated(with, length - Utf8Text.Count(text));
            return true;
        }
    }
}
