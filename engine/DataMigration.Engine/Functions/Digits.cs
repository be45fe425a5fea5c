using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "digits", "Keeps the digits 0 to 9 and drops everything else.")]
[Example("(555) 123-4567", "5551234567")]
[Example("none", "")]
public sealed class Digits : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            var room = output.Reserve(text.Length);
            int written = 0;
            foreach (byte b in text)
            {
                // Written in any case, and counted where it stays: digits and what stands between them are in no order that could be guessed.
                room[written] = b;
                written += (uint)(b - '0') <= 9 ? 1 : 0;
            }
            output.Advance(written);
            return true;
        }
    }
}
