using System.Text;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "repair_encoding", "Mends text that was UTF-8 but was once read as windows-1252 (Ã© for é). Text that cannot have come about so stays as it is.")]
[Example("MÃ¼nchen â€“ CafÃ©", "München – Café")]
[Example("Café", "Café")]
[Example("Ã", "Ã")]
public sealed class RepairEncoding : ITextFunction
{
    // The characters of windows-1252 from 0x80 to 0x9F; where it has none, programs take the control character of that number.
    private const string Upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (Ascii.IsValid(text) || !TryMend(text, output.Reserve(text.Length), out int written)) output.Append(text);
            else output.Advance(written);
            return true;
        }

        private static bool TryMend(ReadOnlySpan<byte> text, Span<byte> room, out int written)
        {
            written = 0;
            for (var rest = text; !rest.IsEmpty;)
            {
                Rune.DecodeFromUtf8(rest, out var rune, out int length);
                int code = rune.Value;
                if (code > 0xFF) code = rune.IsBmp && Upper.IndexOf((char)code) is >= 0 and int at ? 0x80 + at : -1;
                else if (code is >= 0x80 and <= 0x9F && Upper[code - 0x80] != code) code = -1;
                if (code < 0) return false;
                room[written++] = (byte)code;
                rest = rest[length..];
            }
            return Utf8.IsValid(room[..written]);
        }
    }
}
