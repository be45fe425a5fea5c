using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "collapse_spaces", "Turns every run of white space, line ends too, into one blank.")]
[Example("Ann   Lee", "Ann Lee")]
[Example(" a\t\nb ", " a b ")]
public sealed class CollapseSpaces : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            var room = output.Reserve(text.Length);
            int written = 0;
            for (int at = 0; at < text.Length;)
            {
                int blank = Utf8Text.BlankStart(text[at..]);
                if (blank > 0)
                {
                    room[written++] = (byte)' ';
                    at += blank;
                }
                else room[written++] = text[at++];
            }
            output.Advance(written);
            return true;
        }
    }
}
