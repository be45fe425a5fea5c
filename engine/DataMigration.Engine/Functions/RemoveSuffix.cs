using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record RemoveSuffixOptions
{
    [Option("What to remove, exact.", Example = "\" kg\"", Shorthand = true)]
    public required string Text { get; init; }
}

[Component(ComponentKind.Function, "remove_suffix", "Removes a text from the end, once, where it stands there.", Example = "remove_suffix: \" kg\"")]
[Example("12 kg", "12", Options = "\" kg\"")]
[Example("other", "other", Options = "\" kg\"")]
public sealed class RemoveSuffix(RemoveSuffixOptions options) : ITextFunction
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(options.Text);

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, new Kernel(_text));

    private readonly struct Kernel(byte[] affix) : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text) => text.EndsWith(affix) ? new Slice(0, text.Length - affix.Length) : new Slice(0, text.Length);
    }
}
