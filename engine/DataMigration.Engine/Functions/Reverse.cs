using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "reverse", "Turns the text round, character by character.")]
[Example("abc", "cba")]
[Example("né", "én")]
public sealed class Reverse : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            var room = output.Reserve(text.Length);
            for (int end = text.Length, written = 0; end > 0;)
            {
                int start = Utf8Text.OffsetFromEnd(text[..end], 1);
                text[start..end].CopyTo(room[written..]);
                written += end - start;
                end = start;
            }
            output.Advance(text.Length);
            return true;
        }
    }
}
