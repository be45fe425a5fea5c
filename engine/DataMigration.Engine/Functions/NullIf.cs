using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record NullIfOptions
{
    [Option("The texts, exact.", Example = "[N/A, unknown]", Shorthand = true, MinItems = 1)]
    public required IReadOnlyList<string> Values { get; init; }
}

[Component(ComponentKind.Function, "null_if", "Turns certain texts into null.", Example = "null_if: [N/A, unknown, \"-\"]")]
[Example("N/A", null, Options = "[N/A, unknown]")]
[Example("n/a", "n/a", Options = "[N/A, unknown]")]
public sealed class NullIf(NullIfOptions options) : ITextFunction
{
    private readonly byte[][] _values = [.. options.Values.Select(Encoding.UTF8.GetBytes)];

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Cut(input, rows, new Kernel(_values));

    private readonly struct Kernel(byte[][] values) : ISliceKernel
    {
        public Slice Map(ReadOnlySpan<byte> text)
        {
            foreach (byte[] value in values)
                if (text.SequenceEqual(value)) return Slice.Null;
            return new Slice(0, text.Length);
        }
    }
}
