using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "base64_decode", "The text whose UTF-8 bytes are written as base64. What is no base64, or makes no UTF-8 text, rejects the row; for bytes there is the type binary.")]
[Example("WsO8cmljaA==", "Zürich")]
[Example("", "")]
public sealed class Base64Decode : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, default(Kernel), refused);

    public string Explain(string text) => "which is not UTF-8 text written as base64";

    private readonly struct Kernel : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            var room = output.Reserve(Base64.GetMaxDecodedFromUtf8Length(text.Length));
            if (Base64.DecodeFromUtf8(text, room, out _, out int written) != OperationStatus.Done || !Utf8.IsValid(room[..written])) return Verdict.Refused;
            output.Advance(written);
            return Verdict.Value;
        }
    }
}
