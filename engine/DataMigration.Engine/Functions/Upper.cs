using System.Buffers;
using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "upper", "Writes every letter in upper case, character by character: ß stays ß.")]
[Example("Éva", "ÉVA")]
[Example("straße", "STRAßE")]
public sealed class Upper : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            // A letter may take one byte more in the other case, never twice as many.
            var room = output.Reserve(text.Length * 2);
            if (Ascii.ToUpper(text, room, out int written) != OperationStatus.Done)
            {
                var rest = text[written..];
                while (!rest.IsEmpty)
                {
                    if (Rune.DecodeFromUtf8(rest, out var rune, out int length) == OperationStatus.Done)
                        written += Rune.ToUpperInvariant(rune).EncodeToUtf8(room[written..]);
                    else
                    {
                        rest[..length].CopyTo(room[written..]);
                        written += length;
                    }
                    rest = rest[length..];
                }
            }
            output.Advance(written);
            return true;
        }
    }
}
