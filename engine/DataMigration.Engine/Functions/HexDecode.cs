using System.Buffers;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "hex_decode", "The text whose UTF-8 bytes are written as hexadecimal digits, with or without 0x before them. What is no hexadecimal, or makes no UTF-8 text, rejects the row; for bytes there is the type binary with the format hex.")]
[Example("5AC3BC", "Zü")]
[Example("0x41", "A")]
public sealed class HexDecode : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, default(Kernel), refused);

    public string Explain(string text) => "which is not UTF-8 text written as hexadecimal digits";

    private readonly struct Kernel : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (text.StartsWith("0x"u8) || text.StartsWith("0X"u8)) text = text[2..];
            var room = output.Reserve(text.Length / 2);
            if (Convert.FromHexString(text, room, out _, out int written) != OperationStatus.Done || !Utf8.IsValid(room[..written])) return Verdict.Refused;
            output.Advance(written);
            return Verdict.Value;
        }
    }
}
