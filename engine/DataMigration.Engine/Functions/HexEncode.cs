using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "hex_encode", "The text's UTF-8 bytes as lower-case hexadecimal digits.")]
[Example("Zü", "5ac3bc")]
[Example("", "")]
public sealed class HexEncode : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            Convert.TryToHexStringLower(text, output.Reserve(text.Length * 2), out int written);
            output.Advance(written);
            return true;
        }
    }
}
