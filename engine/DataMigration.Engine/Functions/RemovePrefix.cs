using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record RemovePrefixOptions
{
    [Option("What to remove, exact.", Example = "ID-", Shorthand = true)]
    public required string Text { get; init; }
}

[Component(ComponentKind.Function, "remove_prefix", "Removes a text from the start, once, where it stands there.", Example = "remove_prefix: ID-")]
[Example("ID-42", "42", Options = "ID-")]
[Example("other", "other", Options = "ID-")]
public sealed class RemovePrefix(RemovePrefixOptions options) : ITextFunction
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(options.Text);

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, new Kernel(_text));

    private readonly struct Kernel(byte[] affix) : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text) => text.StartsWith(affix) ? new Slice(affix.Length, text.Length - affix.Length) : new Slice(0, text.Length);
    }
}
