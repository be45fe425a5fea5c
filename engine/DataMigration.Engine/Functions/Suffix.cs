using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record SuffixOptions
{
    [Option("What to put there.", Example = "\" kg\"", Shorthand = true)]
    public required string Text { get; init; }
}

[Component(ComponentKind.Function, "suffix", "Puts a text behind the value.", Example = "suffix: \" kg\"")]
[Example("42", "42 kg", Options = "\" kg\"")]
public sealed class Suffix(SuffixOptions options) : ITextFunction
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(options.Text);

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(_text));

    private readonly struct Kernel(byte[] affix) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            output.Append(text);
            output.Append(affix);
            return true;
        }
    }
}
