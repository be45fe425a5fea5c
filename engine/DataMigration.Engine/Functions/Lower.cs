using System.Buffers;
using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "lower", "Writes every letter in lower case, character by character.")]
[Example("ANN@Example.ORG", "ann@example.org")]
[Example("ÉVA", "éva")]
public sealed class Lower : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            // A letter may take one byte more in the other case, never twice as many.
            var room = output.Reserve(text.Length * 2);
            if (Ascii.ToLower(text, room, out int written) != OperationStatus.Done)
            {
                var rest = text[written..];
                while (!rest.IsEmpty)
                {
                    if (Rune.DecodeFromUtf8(rest, out var rune, out int length) == OperationStatus.Done)
                        written += Rune.ToLowerInvariant(rune).EncodeToUtf8(room[written..]);
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
