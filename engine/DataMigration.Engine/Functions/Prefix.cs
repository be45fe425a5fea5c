using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record PrefixOptions
{
    [Option("What to put there.", Example = "ID-", Shorthand = true)]
    public required string Text { get; init; }
}

[Component(ComponentKind.Function, "prefix", "Puts a text before the value.", Example = "prefix: ID-")]
[Example("42", "ID-42", Options = "ID-")]
public sealed class Prefix(PrefixOptions options) : ITextFunction
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(options.Text);

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(_text));

    private readonly struct Kernel(byte[] affix) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            output.Append(affix);
            output.Append(text);
            return true;
        }
    }
}
