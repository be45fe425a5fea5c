using System.Buffers.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "base64_encode", "The text's UTF-8 bytes as base64.")]
[Example("Zürich", "WsO8cmljaA==")]
[Example("", "")]
public sealed class Base64Encode : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            Base64.EncodeToUtf8(text, output.Reserve(Base64.GetMaxEncodedToUtf8Length(text.Length)), out _, out int written);
            output.Advance(written);
            return true;
        }
    }
}
